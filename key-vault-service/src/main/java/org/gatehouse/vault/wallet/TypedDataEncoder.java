package org.gatehouse.vault.wallet;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.vault.wallet.TypedDataTypes.Member;
import org.jspecify.annotations.Nullable;

/** hashStruct and encodeData of EIP-712. */
final class TypedDataEncoder {

    private static final int MAX_DEPTH = 32;
    private static final Pattern ARRAY = Pattern.compile("(?<element>.+)\\[(?<length>\\d{0,9})]");

    private final TypedDataTypes types;

    TypedDataEncoder(TypedDataTypes types) {
        this.types = types;
    }

    byte[] hashStruct(String struct, Map<String, Object> value) throws UnsoundTypedData {
        return hashStruct(struct, value, 0);
    }

    private byte[] hashStruct(String struct, Map<String, Object> value, int depth) throws UnsoundTypedData {
        List<Member> members = types.membersOf(struct);
        if (depth > MAX_DEPTH || value.size() != members.size()) {
            throw new UnsoundTypedData();
        }
        var encoded = new ByteArrayOutputStream();
        encoded.writeBytes(types.typeHash(struct));
        for (Member member : members) {
            encoded.writeBytes(encode(member.type(), value.get(member.name()), depth + 1));
        }
        return Keccak.hash256(encoded.toByteArray());
    }

    private byte[] encode(String type, @Nullable Object value, int depth) throws UnsoundTypedData {
        if (value == null || depth > MAX_DEPTH) {
            throw new UnsoundTypedData();
        }
        Matcher array = ARRAY.matcher(type);
        if (array.matches()) {
            return encodeArray(array.group("element"), array.group("length"), value, depth);
        }
        return types.isStruct(type)
                ? hashStruct(type, TypedDataTypes.object(value), depth)
                : TypedDataAtoms.encode(type, value);
    }

    private byte[] encodeArray(String element, String length, Object value, int depth) throws UnsoundTypedData {
        if (!(value instanceof List<?> list) || (!length.isEmpty() && list.size() != Integer.parseInt(length))) {
            throw new UnsoundTypedData();
        }
        var encoded = new ByteArrayOutputStream();
        for (Object each : list) {
            encoded.writeBytes(encode(element, each, depth + 1));
        }
        return Keccak.hash256(encoded.toByteArray());
    }
}
