package org.gatehouse.kit.logging;

import com.fasterxml.jackson.core.JsonStreamContext;
import net.logstash.logback.mask.ValueMasker;
import org.jspecify.annotations.Nullable;

/** The last line of defence: masks what looks like a credential in every string of a log event, stack traces too. */
public final class SecretMasker implements ValueMasker {

    @Override
    public @Nullable Object mask(JsonStreamContext context, Object value) {
        if (!(value instanceof CharSequence text)) {
            return null;
        }
        var plain = text.toString();
        var masked = Redaction.redact(plain);
        return masked.equals(plain) ? null : masked;
    }
}
