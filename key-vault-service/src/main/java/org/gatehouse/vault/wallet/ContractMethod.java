package org.gatehouse.vault.wallet;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A method of a contract whose parameters all fit into a word each, such as {@code approve(address,uint256)}. Calls are
 * built from values here (Solidity ABI), never taken as bytes, so that what is judged is what is signed.
 */
public final class ContractMethod {

    private static final int SELECTOR_BYTES = 4;
    private static final int MAX_PARAMETERS = 16;
    private static final Pattern SIGNATURE =
            Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]{0,127}\\((?<types>[a-z0-9]++(?:,[a-z0-9]++)*+)?\\)");
    private static final Pattern WORD = Pattern.compile(
            "address|bool|u?int(8|16|24|32|40|48|56|64|72|80|88|96|104|112|120"
                    + "|128|136|144|152|160|168|176|184|192|200|208|216|224|232|240|248|256)|bytes([1-9]|[12]\\d|3[0-2])");

    private final String signature;
    private final List<String> types;

    private ContractMethod(String signature, List<String> types) {
        this.signature = signature;
        this.types = types;
    }

    /** Empty for what is no canonical signature, or has a parameter that does not fit into a word. */
    public static Optional<ContractMethod> parse(String signature) {
        Matcher parts = SIGNATURE.matcher(signature);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String list = parts.group("types");
        List<String> types = list == null ? List.of() : Arrays.asList(list.split(",", -1));
        boolean isSound = types.size() <= MAX_PARAMETERS
                && types.stream().allMatch(type -> WORD.matcher(type).matches());
        return isSound ? Optional.of(new ContractMethod(signature, types)) : Optional.empty();
    }

    public String signature() {
        return signature;
    }

    public List<String> types() {
        return List.copyOf(types);
    }

    /** The bytes of a call; empty when the values are not exactly of the parameters' types. */
    public Optional<byte[]> call(List<String> values) {
        if (values.size() != types.size()) {
            return Optional.empty();
        }
        var call = new ByteArrayOutputStream();
        call.write(Keccak.hash256(signature.getBytes(StandardCharsets.US_ASCII)), 0, SELECTOR_BYTES);
        try {
            for (int i = 0; i < values.size(); i++) {
                call.writeBytes(TypedDataAtoms.encode(types.get(i), value(types.get(i), values.get(i))));
            }
            return Optional.of(call.toByteArray());
        } catch (UnsoundTypedData unsound) {
            return Optional.empty();
        }
    }

    /** A number of a call as it was encoded, from a value that {@link #call} has taken. */
    public BigInteger number(List<String> values, int position) {
        try {
            return new BigInteger(1, TypedDataAtoms.encode(types.get(position), values.get(position)));
        } catch (UnsoundTypedData unsound) {
            throw new IllegalArgumentException("not a value of the method", unsound);
        }
    }

    private static Object value(String type, String text) throws UnsoundTypedData {
        if (!type.equals("bool")) {
            return text;
        }
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new UnsoundTypedData();
        };
    }
}
