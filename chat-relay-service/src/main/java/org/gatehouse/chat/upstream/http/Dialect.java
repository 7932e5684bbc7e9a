package org.gatehouse.chat.upstream.http;

import java.util.Map;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.request.ModelRequest;
import org.jspecify.annotations.Nullable;

/** What APIs of one make have in common: the endpoints, the headers that name a caller, and how answers are read. */
public interface Dialect {

    boolean serves(Endpoint endpoint);

    /** The headers of every request. */
    Map<String, String> headers(@Nullable String apiKey);

    Bodies bodies(ModelRequest request);
}
