package org.gatehouse.kit.trace;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.gatehouse.kit.config.SettingException;
import org.jspecify.annotations.Nullable;

/**
 * Which traces are recorded: a share of those that begin here, and of others what the kind of sampler says. The names are
 * those of OpenTelemetry's {@code OTEL_TRACES_SAMPLER}.
 *
 * @param bound a trace id whose last 63 bits are below it belongs to the share, as every SDK reckons
 * @param follows whether a trace that was begun elsewhere is recorded exactly when it is recorded there
 */
public record Sampling(long bound, boolean follows) {

    /** Records nothing of its own and leaves what others decided as it is. */
    static final Sampling OFF = new Sampling(0, true);

    private static final String SAMPLER = "OTEL_TRACES_SAMPLER";
    private static final String ARGUMENT = "OTEL_TRACES_SAMPLER_ARG";

    private enum Sampler {
        ALWAYS_ON,
        ALWAYS_OFF,
        TRACEIDRATIO,
        PARENTBASED_ALWAYS_ON,
        PARENTBASED_ALWAYS_OFF,
        PARENTBASED_TRACEIDRATIO;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        boolean follows() {
            return text().startsWith("parentbased_");
        }
    }

    /** @param argument the share from 0 to 1, read by the samplers by ratio only; null or empty is all */
    static Sampling of(String sampler, @Nullable String argument) {
        var named = Arrays.stream(Sampler.values())
                .filter(each -> each.text().equals(sampler))
                .findFirst()
                .orElseThrow(() -> new SettingException(SAMPLER, "must be one of " + names()));
        double ratio = ratio(argument);
        return switch (named) {
            case ALWAYS_ON, PARENTBASED_ALWAYS_ON -> share(1, named.follows());
            case ALWAYS_OFF, PARENTBASED_ALWAYS_OFF -> share(0, named.follows());
            case TRACEIDRATIO, PARENTBASED_TRACEIDRATIO -> share(ratio, named.follows());
        };
    }

    private static String names() {
        return Arrays.stream(Sampler.values()).map(Sampler::text).collect(Collectors.joining(", "));
    }

    private static double ratio(@Nullable String argument) {
        if (argument == null || argument.isBlank()) {
            return 1;
        }
        try {
            double ratio = Double.parseDouble(argument);
            if (ratio >= 0 && ratio <= 1) {
                return ratio;
            }
        } catch (NumberFormatException e) {
            throw new SettingException(ARGUMENT, "must be a number from 0 to 1", e);
        }
        throw new SettingException(ARGUMENT, "must be a number from 0 to 1");
    }

    private static Sampling share(double ratio, boolean follows) {
        return new Sampling(ratio == 1 ? Long.MAX_VALUE : (long) (ratio * Long.MAX_VALUE), follows);
    }

    /** @param traceLow the trace id's last eight bytes */
    boolean samplesRoot(long traceLow) {
        return bound == Long.MAX_VALUE || (traceLow & Long.MAX_VALUE) < bound;
    }

    /** Whether a trace that was begun elsewhere is recorded here. */
    boolean samples(TraceContext parent) {
        return follows ? parent.isSampled() : samplesRoot(parent.traceLow());
    }
}
