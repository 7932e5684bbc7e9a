package org.gatehouse.chat.count;

/** Texts that a tokenizer may take long for, each of one class of characters. */
enum LongText {
    LETTERS("a"),
    MANY_LETTERS("qzxjvkwpybdghfmculnrstoaie"),
    LOW_LINES("_"),
    SPACES(" "),
    LINE_ENDS("\n"),
    DIGITS("0123456789"),
    EMOJI("😀🤹🏽‍♀️"),
    CJK("漢字仮名交じり文中文"),
    BASE64("iVBORw0KGgoAAAANSUhEUgAABAAAAAQACAYAAAB/HSuDA"),
    PUNCTUATION("-a"),
    APOSTROPHES("'s"),
    WORDS("The quick brown fox jumps over the lazy dog. ");

    private final String unit;

    LongText(String unit) {
        this.unit = unit;
    }

    /** At least so many bytes of UTF-8, whole units of the text only. */
    String ofBytes(int bytes) {
        int each = unit.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
        return unit.repeat((bytes + each - 1) / each);
    }
}
