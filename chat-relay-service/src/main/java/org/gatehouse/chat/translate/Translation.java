package org.gatehouse.chat.translate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.gatehouse.chat.request.Endpoint;
import org.gatehouse.chat.upstream.Dropped;

/** Makes upstreams that serve one endpoint serve another. */
public interface Translation {

    /** What the client speaks. */
    Endpoint from();

    /** What the upstream speaks. */
    Endpoint to();

    /**
     * The request in the upstream's dialect.
     *
     * @param dropped takes the names of what the upstream's dialect has no word for
     */
    ObjectNode request(JsonNode request, Dropped dropped) throws UntranslatableException;

    /** What the client's dialect calls a member that the upstream's calls so. */
    String clientsWord(String member);

    /**
     * A fresh translator of one answer.
     *
     * @param request the client's request
     * @param context what the translated answer is called
     */
    Conversion conversion(JsonNode request, Context context);

    /**
     * What an answer carries that its source does not tell.
     *
     * @param model the name of the model that answers
     * @param createdEpochSeconds when it was asked
     */
    record Context(String model, long createdEpochSeconds) {}
}
