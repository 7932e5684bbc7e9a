/** Chat completions over OpenAI's Responses: for models that take nothing else, or no tools else. */
@NullMarked
package org.gatehouse.chat.translate.overresponses;

import org.jspecify.annotations.NullMarked;
