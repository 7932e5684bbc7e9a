package org.gatehouse.testing.family;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How a family speaks OpenAI's dialect, and what it refuses. */
interface Manner {

    /** Refuses a history that it does not take, in its own words; null for one that it takes. */
    @Nullable
    Sent refusal(JsonNode request);

    Sent whole(Answer answer, JsonNode request);

    Sent streamed(Answer answer, JsonNode request);

    /** An answer that it began and could not end. */
    Sent brokenOff(JsonNode request);

    /** There is no place for the request now. */
    Sent busy();

    /** The prompt does not fit the model. */
    Sent tooLong();

    Sent unknownModel(String model);

    /** The answer to {@code GET /models}. */
    String models();
}
