package org.gatehouse.testing.morpheus;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Map;

/** Entities as the node writes them: PascalCase, and whole numbers bare in some entities, as strings in others. */
final class Wire {

    static final ObjectMapper JSON = new ObjectMapper();
    private static final String NONE = "0x" + "0".repeat(64);

    private Wire() {}

    static ObjectNode object(Map<String, String> fields) {
        ObjectNode node = JSON.createObjectNode();
        fields.forEach(node::put);
        return node;
    }

    static ObjectNode model(Listed model) {
        ObjectNode node = JSON.createObjectNode();
        node.put("Id", model.id()).put("IpfsCID", NONE).put("Fee", model.fee());
        node.put("Stake", model.stake()).put("Owner", Chain.address("0d")).put("Name", model.name());
        if (model.tags().isEmpty()) {
            node.putNull("Tags");
        } else {
            var tags = node.putArray("Tags");
            model.tags().forEach(tags::add);
        }
        return node.put("CreatedAt", BigInteger.valueOf(model.createdAt()))
                .put("IsDeleted", model.deleted())
                .put("ModelType", model.type());
    }

    static ObjectNode bid(Listed.Bid bid) {
        return JSON.createObjectNode()
                .put("Id", bid.id())
                .put("Provider", bid.provider())
                .put("ModelAgentId", bid.model())
                .put("PricePerSecond", bid.pricePerSecond().toString())
                .put("Nonce", "0")
                .put("CreatedAt", Long.toString(bid.createdAt()))
                .put("DeletedAt", "0");
    }

    static ObjectNode scored(Listed.Bid bid, double score) {
        ObjectNode node = JSON.createObjectNode().put("ID", bid.id());
        node.set("Bid", bid(bid));
        return node.put("Score", score);
    }

    static ObjectNode provider(String address) {
        return JSON.createObjectNode()
                .put("Address", address)
                .put("Endpoint", "provider.example:3333")
                .put("Stake", "200000000000000000")
                .put("CreatedAt", "1740000000")
                .put("IsDeleted", false);
    }

    static ObjectNode session(Session session) {
        Listed.Bid bid = session.bid();
        return JSON.createObjectNode()
                .put("Id", session.id())
                .put("User", session.user())
                .put("Provider", bid.provider())
                .put("ModelAgentId", bid.model())
                .put("BidID", bid.id())
                .put("Stake", session.stake())
                .put("PricePerSecond", bid.pricePerSecond())
                .put("CloseoutReceipt", "")
                .put("CloseoutType", 0)
                .put("ProviderWithdrawnAmount", 0)
                .put("OpenedAt", session.openedAt())
                .put("EndsAt", session.endsAt())
                .put("ClosedAt", session.closedAt());
    }
}
