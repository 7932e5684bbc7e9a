package org.gatehouse.chat.json;

/** Bytes from {@code start}, inclusive, to {@code end}, exclusive. */
public record Range(int start, int end) {

    public Range {
        if (start < 0 || end < start) {
            throw new IllegalArgumentException("not a range: " + start + ".." + end);
        }
    }

    /**
     * What to cut so that an object loses one member and stays well-formed: the member and one comma beside it.
     *
     * @param document the bytes the offsets count in
     * @param nameStart the opening quote of the member's name
     * @param valueEnd the first byte after the member's value
     */
    public static Range ofMember(byte[] document, int nameStart, int valueEnd) {
        int after = valueEnd;
        while (after < document.length && isSpace(document[after])) {
            after++;
        }
        if (after < document.length && document[after] == ',') {
            return new Range(nameStart, after + 1);
        }
        int before = nameStart - 1;
        while (before >= 0 && isSpace(document[before])) {
            before--;
        }
        return before >= 0 && document[before] == ',' ? new Range(before, valueEnd) : new Range(nameStart, valueEnd);
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
