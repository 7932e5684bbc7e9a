package org.gatehouse.catalog.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a caller may want to know before choosing a model. Each part is what somebody stated, a source or an operator; what
 * nobody stated is null and stays untold.
 *
 * @param type what it does; null leaves it to the name, which suggests a type and refuses nothing
 * @param parameters the request's fields that the model heeds; an empty list says that it heeds none
 */
public record Description(
        @Nullable ModelType type,
        @Nullable Integer contextLength,
        @Nullable Modalities modalities,
        @Nullable List<String> parameters,
        @Nullable Deprecation deprecation) {

    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9_.-]{0,63}");

    public static final Description NONE = new Description(null, null, null, null, null);

    public Description {
        parameters = parameters == null ? null : List.copyOf(parameters);
    }

    /** Whether this is fit to be a modality or a parameter: lower case, short, and harmless wherever it is shown. */
    public static boolean isWord(String text) {
        return WORD.matcher(text).matches();
    }

    /** This, with what the other one does not tell. */
    public Description over(Description other) {
        return new Description(
                type == null ? other.type : type,
                contextLength == null ? other.contextLength : contextLength,
                modalities == null ? other.modalities : modalities,
                parameters == null ? other.parameters : parameters,
                deprecation == null ? other.deprecation : deprecation);
    }
}
