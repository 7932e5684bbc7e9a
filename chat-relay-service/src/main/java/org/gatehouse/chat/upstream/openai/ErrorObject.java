package org.gatehouse.chat.upstream.openai;

import org.jspecify.annotations.Nullable;

/** An upstream's error as it wrote it: untrusted words, for {@link UpstreamErrors} only. */
record ErrorObject(
        @Nullable String message,
        @Nullable String type,
        @Nullable String param,
        @Nullable String code) {

    static final ErrorObject UNREADABLE = new ErrorObject(null, null, null, null);
}
