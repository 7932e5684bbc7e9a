package org.gatehouse.chat.it;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Hears the usage lines of this process while a test runs. */
public final class UsageLines implements BeforeEachCallback, AfterEachCallback {

    private static final Logger USAGE = (Logger) LoggerFactory.getLogger("org.gatehouse.chat.usage");

    private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event);
        }
    };

    @Override
    public void beforeEach(ExtensionContext context) {
        appender.start();
        USAGE.addAppender(appender);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        USAGE.detachAppender(appender);
    }

    /** The members of the next line, those without a value left out. */
    Map<String, Object> next() throws InterruptedException {
        ILoggingEvent event = Objects.requireNonNull(lines.poll(5, TimeUnit.SECONDS), "no usage line");
        return event.getKeyValuePairs().stream()
                .filter(pair -> pair.value != null)
                .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
    }

    boolean none() {
        return lines.isEmpty();
    }
}
