package org.gatehouse.vault.wallet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The struct types of one EIP-712 document. */
final class TypedDataTypes {

    record Member(String name, String type) {}

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,127}");
    private static final Pattern ATOMIC = Pattern.compile("address|bool|string|bytes\\d*|u?int\\d*");
    private static final Map<String, String> DOMAIN = Map.of(
            "name",
            "string",
            "version",
            "string",
            "chainId",
            "uint256",
            "verifyingContract",
            "address",
            "salt",
            "bytes32");

    private final Map<String, List<Member>> members;

    private TypedDataTypes(Map<String, List<Member>> members) {
        this.members = members;
    }

    static TypedDataTypes parse(@Nullable Object json) throws UnsoundTypedData {
        Map<String, List<Member>> members = new HashMap<>();
        for (Map.Entry<String, Object> type : object(json).entrySet()) {
            if (!NAME.matcher(type.getKey()).matches()
                    || ATOMIC.matcher(type.getKey()).matches()
                    || !(type.getValue() instanceof List<?> list)) {
                throw new UnsoundTypedData();
            }
            members.put(type.getKey(), parseMembers(list));
        }
        return new TypedDataTypes(members);
    }

    static Map<String, Object> object(@Nullable Object json) throws UnsoundTypedData {
        if (!(json instanceof Map<?, ?> map)) {
            throw new UnsoundTypedData();
        }
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!(entry.getKey() instanceof String name) || entry.getValue() == null) {
                throw new UnsoundTypedData();
            }
            object.put(name, entry.getValue());
        }
        return object;
    }

    /** A domain of other members or types would be another one than it looks like. */
    void requireStandardDomain(String struct) throws UnsoundTypedData {
        for (Member member : membersOf(struct)) {
            if (!member.type().equals(DOMAIN.get(member.name()))) {
                throw new UnsoundTypedData();
            }
        }
    }

    boolean isStruct(String type) {
        return members.containsKey(type);
    }

    List<Member> membersOf(String struct) throws UnsoundTypedData {
        List<Member> found = members.get(struct);
        if (found == null) {
            throw new UnsoundTypedData();
        }
        return found;
    }

    /** The hash of encodeType: the struct's own definition, then those it refers to, in the order of their names. */
    byte[] typeHash(String struct) throws UnsoundTypedData {
        Set<String> referred = new TreeSet<>();
        collect(struct, referred);
        referred.remove(struct);
        var text = new StringBuilder(define(struct));
        for (String other : referred) {
            text.append(define(other));
        }
        return Keccak.hash256(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String define(String struct) throws UnsoundTypedData {
        return membersOf(struct).stream()
                .map(member -> member.type() + " " + member.name())
                .collect(Collectors.joining(",", struct + "(", ")"));
    }

    private void collect(String struct, Set<String> found) throws UnsoundTypedData {
        if (found.add(struct)) {
            for (Member member : membersOf(struct)) {
                String element = elementOf(member.type());
                if (isStruct(element)) {
                    collect(element, found);
                }
            }
        }
    }

    /** What an array of arrays holds in the end; the type itself when it is no array. */
    private static String elementOf(String type) {
        int end = type.length();
        while (end > 0 && type.charAt(end - 1) == ']') {
            int open = type.lastIndexOf('[', end - 1);
            if (open < 0 || !type.substring(open + 1, end - 1).chars().allMatch(c -> c >= '0' && c <= '9')) {
                break;
            }
            end = open;
        }
        return type.substring(0, end);
    }

    private static List<Member> parseMembers(List<?> list) throws UnsoundTypedData {
        List<Member> parsed = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Object each : list) {
            if (!(object(each).get("name") instanceof String name)
                    || !(object(each).get("type") instanceof String type)
                    || !NAME.matcher(name).matches()
                    || !names.add(name)) {
                throw new UnsoundTypedData();
            }
            parsed.add(new Member(name, type));
        }
        return List.copyOf(parsed);
    }
}
