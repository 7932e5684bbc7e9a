package org.gatehouse.deploy.bench;

import java.time.Duration;

/** How the driver loads a target. */
sealed interface Load {

    String name();

    Duration length();

    /** What the body tells the upstream to do, as members of its JSON, each with a comma after it. */
    default String script() {
        return "";
    }

    /** Each connection sends its next request when the last is answered. */
    record Closed(int connections, Duration length) implements Load {
        @Override
        public String name() {
            return "closed loop, " + connections + " connections";
        }
    }

    /** Requests become due at a fixed rate; latency counts from then, so that a stalled target cannot hide it. */
    record Rate(int perSecond, int connections, int workMillis, Duration length) implements Load {

        /** Answered at once. */
        Rate(int perSecond, Duration length) {
            this(perSecond, 64, 0, length);
        }

        @Override
        public String name() {
            return perSecond + " requests/s";
        }

        @Override
        public String script() {
            return workMillis == 0 ? "" : "\"user\":\"bench:work=" + workMillis + "\",";
        }
    }

    /** Streams side by side, one after the other on each connection. */
    record Streams(int count, int gapMillis, Duration length) implements Load {
        @Override
        public String name() {
            return count + " streams, a token each " + gapMillis + " ms";
        }

        @Override
        public String script() {
            return "\"stream\":true,\"user\":\"bench:chunks=" + chunks() + ",gap=" + gapMillis + "\",";
        }

        int chunks() {
            return (int) Math.max(8, length.toMillis() / gapMillis / 2);
        }
    }
}
