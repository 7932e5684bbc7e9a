package org.gatehouse.testing.morpheus;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of the marketplace with its live bids, best first.
 *
 * @param type as the node derives it from the tags: {@code LLM}, {@code EMBEDDING}, {@code UNKNOWN} …
 */
record Listed(
        String id,
        String name,
        List<String> tags,
        String type,
        BigInteger fee,
        BigInteger stake,
        long createdAt,
        boolean deleted,
        List<Bid> bids) {

    static final String LLAMA = hash("11");
    static final String MISTRAL = hash("22");
    static final String OLDER_MISTRAL = hash("33");
    static final String EMBEDDER = hash("44");
    static final String BIDLESS = hash("55");
    static final String GONE = hash("66");

    private static final BigInteger FEE = new BigInteger("300000000000000001");
    private static final BigInteger STAKE = new BigInteger("5000000000000000001");

    Listed {
        tags = List.copyOf(tags);
        bids = List.copyOf(bids);
    }

    record Bid(String id, String provider, String model, BigInteger pricePerSecond, long createdAt) {}

    static String hash(String twoDigits) {
        return "0x" + twoDigits.repeat(32);
    }

    /** Names that are not unique, spaces, mixed case, a variant, unknown types, a model nobody bids on, a deleted one. */
    static List<Listed> marketplace() {
        return List.of(
                model(LLAMA, "Llama 3.3 70B:web", List.of("LLM", "llama"), "LLM", 1_750_000_000, 3),
                model(MISTRAL, "Mistral-31-24b", List.of(), "UNKNOWN", 1_760_000_000, 1),
                model(OLDER_MISTRAL, "mistral-31-24b", List.of("LLM"), "LLM", 1_740_000_000, 2),
                model(EMBEDDER, "text-embedding-bge-m3", List.of("EMBEDDING"), "EMBEDDING", 1_745_000_000, 1),
                model(BIDLESS, "nobody-bids", List.of("LLM"), "LLM", 1_745_000_001, 0),
                gone());
    }

    private static Listed model(String id, String name, List<String> tags, String type, long createdAt, int bids) {
        var offers = new ArrayList<Bid>();
        for (int i = 0; i < bids; i++) {
            String price = "1000000" + i + "0000000";
            String provider = Chain.address("b" + (i + 1));
            offers.add(
                    new Bid(hash(Integer.toHexString(0xc0 + i)), provider, id, new BigInteger(price), createdAt + i));
        }
        return new Listed(id, name, tags, type, FEE, STAKE, createdAt, false, offers);
    }

    private static Listed gone() {
        return new Listed(GONE, "gone", List.of("LLM"), "LLM", FEE, STAKE, 1_700_000_000, true, List.of());
    }
}
