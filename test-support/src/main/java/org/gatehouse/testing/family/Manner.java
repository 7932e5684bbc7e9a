package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a family speaks OpenAI's dialect, and what it refuses. */
interface Manner {

    /** Refuses a history that it does not take, in its own words; null for one that it takes. */
    @Nullable
    Reply refusal(JsonNode request);

    Reply whole(Answer answer, JsonNode request);

    Reply streamed(Answer answer, JsonNode request);

    /** An answer that it began and could not end. */
    Reply brokenOff(JsonNode request);

    /** There is no place for the request now. */
    Reply busy();

    /** The prompt does not fit the model. */
    Reply tooLong();

    Reply unknownModel(String model);

    /** The answer to {@code GET /models}. */
    String models();
}
