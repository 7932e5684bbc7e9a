package org.gatehouse.chat.upstream.http;

import java.util.Map;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.gatehouse.chat.upstream.Dropped;
import org.jspecify.annotations.Nullable;

/** What APIs of one make have in common: the endpoints, the headers that name a caller, and how answers are read. */
public interface Dialect {

    boolean serves(Endpoint endpoint);

    /** Whether it may be asked there although nobody said that it can. */
    default boolean mayServe(Endpoint endpoint) {
        return serves(endpoint);
    }

    /** The headers of every request. */
    Map<String, String> headers(@Nullable String apiKey);

    Bodies bodies(ModelRequest request);

    /** The request as this API takes it from a client of its own dialect. */
    default ModelRequest fit(ModelRequest request, Dropped dropped) {
        return request;
    }

    /** The headers of one request, made of those of every request. */
    default Map<String, String> headers(Map<String, String> ofAll, ModelRequest request, Dropped dropped) {
        return ofAll;
    }
}
