package org.gatehouse.catalog.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may want to know before choosing a model. Each part is what somebody stated, a source or an operator; what
 * nobody stated is null and stays untold.
 *
 * @param parameters the request's fields that the model heeds; an empty list says that it heeds none
 */
public record Description(
        @Nullable Integer contextLength,
        @Nullable Modalities modalities,
        @Nullable List<String> parameters,
        @Nullable Deprecation deprecation) {

    public static final Description NONE = new Description(null, null, null, null);

    public Description {
        parameters = parameters == null ? null : List.copyOf(parameters);
    }

    /** This, with what the other one does not tell. */
    public Description over(Description other) {
        return new Description(
                contextLength == null ? other.contextLength : contextLength,
                modalities == null ? other.modalities : modalities,
                parameters == null ? other.parameters : parameters,
                deprecation == null ? other.deprecation : deprecation);
    }
}
