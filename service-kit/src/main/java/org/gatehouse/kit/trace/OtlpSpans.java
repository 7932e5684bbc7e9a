package org.gatehouse.kit.trace;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends spans to a collector in batches, on a thread of its own. A bounded number waits; the rest is lost and counted, as
 * is what the collector does not take: nothing of it is felt by a request, and stopping waits for it a moment only.
 */
final class OtlpSpans implements Spans {

    static final int MOST_WAITING = 4096;

    private static final Logger LOG = LoggerFactory.getLogger(OtlpSpans.class);
    private static final String COUNT = "gatehouse.trace.spans";
    private static final int BATCH = 512;
    private static final Duration SEND_EVERY = Duration.ofSeconds(1);
    private static final long CLOSE_SECONDS = 2;

    private final Resource resource;
    private final BatchSpanProcessor processor;
    private final AtomicInteger waiting = new AtomicInteger();
    private final Counter exported;
    private final Counter refused;
    private final Counter overflowed;

    OtlpSpans(SpanExporter exporter, Resource resource, MeterRegistry registry) {
        this.resource = resource;
        this.exported = registry.counter(COUNT, "outcome", "exported");
        this.refused = registry.counter(COUNT, "outcome", "refused");
        this.overflowed = registry.counter(COUNT, "outcome", "overflowed");
        this.processor = BatchSpanProcessor.builder(new Counted(exporter))
                .setMaxQueueSize(MOST_WAITING)
                .setMaxExportBatchSize(BATCH)
                .setScheduleDelay(SEND_EVERY)
                .build();
    }

    @Override
    public boolean wanted(TraceContext context) {
        return context.isSampled();
    }

    @Override
    public void add(FinishedSpan span) {
        if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            overflowed.increment();
        } else {
            processor.onEnd(new ExportableSpan(span, resource));
        }
    }

    @Override
    public void close() {
        processor.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /** What leaves the queue waits no more, whatever becomes of it. */
    private final class Counted implements SpanExporter {

        private final SpanExporter exporter;
        private volatile boolean failing;

        Counted(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            waiting.addAndGet(-spans.size());
            int count = spans.size(); // the collection is used again
            var result = exporter.export(spans);
            return result.whenComplete(() -> ended(result.isSuccess(), count));
        }

        private void ended(boolean taken, int count) {
            (taken ? exported : refused).increment(count);
            if (taken == failing) {
                failing = !taken;
                if (taken) {
                    LOG.info("The collector of traces takes spans again");
                } else {
                    LOG.warn("The collector of traces takes no spans: they are lost until it does");
                }
            }
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
