package org.gatehouse.gateway.limit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.BucketConfiguration;
import java.time.Duration;

/** The one shape of bucket: full at the beginning of each minute, so that no minute of it grants more than its limit. */
final class Minute {

    static final Duration LENGTH = Duration.ofMinutes(1);

    private Minute() {}

    static Bandwidth of(int requests) {
        return Bandwidth.builder()
                .capacity(requests)
                .refillIntervally(requests, LENGTH)
                .build();
    }

    static BucketConfiguration bucket(int requests) {
        return BucketConfiguration.builder().addLimit(of(requests)).build();
    }
}
