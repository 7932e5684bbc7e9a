package org.gatehouse.testing.upstream;

import java.util.List;
import java.util.Map;

/**
 * What an {@link UpstreamServer} has seen since it started or was last reset.
 *
 * @param open answers being given at this moment
 * @param completed answers given to their end
 * @param connections connections accepted
 * @param left answers whose client left before their end
 * @param leftAtMicros when each of them left, in microseconds of the epoch
 */
public record UpstreamStats(
        int requests,
        int open,
        int completed,
        int connections,
        int left,
        List<Long> leftAtMicros,
        String lastPath,
        Map<String, String> lastHeaders,
        String lastBody) {

    public UpstreamStats {
        leftAtMicros = List.copyOf(leftAtMicros);
        lastHeaders = Map.copyOf(lastHeaders);
    }
}
