package org.gatehouse.vault.wallet;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.util.BigIntegers;

/** The 32 bytes of an atomic or dynamic value; a value that is not exactly of its type is refused. */
final class TypedDataAtoms {

    private static final int WORD_BYTES = 32;
    private static final Pattern INTEGER = Pattern.compile("(?<sign>u?)int(?<bits>[1-9]\\d{0,2})");
    private static final Pattern FIXED_BYTES = Pattern.compile("bytes(?<length>[1-9]\\d?)");
    private static final Pattern HEX = Pattern.compile("0x(?:[0-9a-fA-F]{2})*+");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9]\\d{0,77})");
    private static final Pattern HEX_NUMBER = Pattern.compile("0x[0-9a-fA-F]{1,64}");

    private TypedDataAtoms() {}

    static byte[] encode(String type, Object value) throws UnsoundTypedData {
        Matcher integer = INTEGER.matcher(type);
        if (integer.matches()) {
            return integer(integer.group("sign").isEmpty(), Integer.parseInt(integer.group("bits")), number(value));
        }
        Matcher fixed = FIXED_BYTES.matcher(type);
        if (fixed.matches()) {
            return Arrays.copyOf(exactly(Integer.parseInt(fixed.group("length")), hex(value)), WORD_BYTES);
        }
        return switch (type) {
            case "string" -> Keccak.hash256(Utf8.encode(text(value)));
            case "bytes" -> Keccak.hash256(hex(value));
            case "bool" -> bool(value);
            case "address" -> address(text(value));
            default -> throw new UnsoundTypedData();
        };
    }

    private static byte[] integer(boolean signed, int bits, BigInteger value) throws UnsoundTypedData {
        boolean fits = signed ? value.bitLength() < bits : value.signum() >= 0 && value.bitLength() <= bits;
        if (bits % 8 != 0 || bits > 8 * WORD_BYTES || !fits) {
            throw new UnsoundTypedData();
        }
        BigInteger word = value.signum() < 0 ? value.add(BigInteger.ONE.shiftLeft(8 * WORD_BYTES)) : value;
        return BigIntegers.asUnsignedByteArray(WORD_BYTES, word);
    }

    private static BigInteger number(Object value) throws UnsoundTypedData {
        return switch (value) {
            case Integer number -> BigInteger.valueOf(number);
            case Long number -> BigInteger.valueOf(number);
            case BigInteger number -> number;
            case String text when DECIMAL.matcher(text).matches() -> new BigInteger(text);
            case String text when HEX_NUMBER.matcher(text).matches() -> new BigInteger(text.substring(2), 16);
            default -> throw new UnsoundTypedData();
        };
    }

    private static byte[] bool(Object value) throws UnsoundTypedData {
        if (!(value instanceof Boolean truth)) {
            throw new UnsoundTypedData();
        }
        return BigIntegers.asUnsignedByteArray(WORD_BYTES, truth ? BigInteger.ONE : BigInteger.ZERO);
    }

    /** In mixed case the spelling is a checksum (EIP-55) and must hold. */
    private static byte[] address(String text) throws UnsoundTypedData {
        byte[] address = exactly(Address.BYTES, hex(text));
        String digits = text.substring(2);
        boolean isMixed = !digits.equals(lower(digits)) && !digits.equals(upper(digits));
        if (isMixed && !Address.spell(address).equals(text)) {
            throw new UnsoundTypedData();
        }
        return BigIntegers.asUnsignedByteArray(WORD_BYTES, new BigInteger(1, address));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static byte[] hex(Object value) throws UnsoundTypedData {
        String text = text(value);
        if (!HEX.matcher(text).matches()) {
            throw new UnsoundTypedData();
        }
        return HexFormat.of().parseHex(text, 2, text.length());
    }

    private static byte[] exactly(int length, byte[] bytes) throws UnsoundTypedData {
        if (bytes.length != length || length > WORD_BYTES) {
            throw new UnsoundTypedData();
        }
        return bytes;
    }

    private static String text(Object value) throws UnsoundTypedData {
        if (!(value instanceof String text)) {
            throw new UnsoundTypedData();
        }
        return text;
    }
}
