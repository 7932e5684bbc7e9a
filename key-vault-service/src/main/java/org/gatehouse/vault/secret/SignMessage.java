package org.gatehouse.vault.secret;

import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.gatehouse.kit.token.Caller;
import org.gatehouse.vault.audit.Action;
import org.gatehouse.vault.audit.Requester;
import org.gatehouse.vault.envelope.OwnerId;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.wallet.PersonalMessage;
import org.gatehouse.vault.wallet.Signature;
import org.gatehouse.vault.wallet.TypedData;
import org.jspecify.annotations.Nullable;

/** Signs with an owner's private key, so that it need not leave: listed purposes only, and only so often a day. */
@Singleton
final class SignMessage {

    private final UseSecret use;
    private final SigningUseRepository uses;
    private final List<SigningPurpose> purposes;
    private final InstantSource clock;

    SignMessage(UseSecret use, SigningUseRepository uses, List<SigningPurpose> purposes, InstantSource clock) {
        this.use = use;
        this.uses = uses;
        this.purposes = List.copyOf(purposes);
        this.clock = clock;
    }

    sealed interface Outcome {

        record Signed(Signature signature) implements Outcome {}

        record Unsound() implements Outcome {}

        record NotPermitted() implements Outcome {}

        record NoDelegation() implements Outcome {}

        record NoKey() implements Outcome {}

        record CapReached() implements Outcome {}
    }

    Outcome sign(Caller.Service caller, SignBody body, String requestId) {
        Optional<SigningPurpose> purpose = purposes.stream()
                .filter(each ->
                        each.name().equals(body.purpose()) && each.clients().contains(caller.clientId()))
                .findFirst();
        if (purpose.isEmpty()) {
            return new Outcome.NotPermitted();
        }
        return switch (Request.of(body, purpose.get())) {
            case Request.Unsound() -> new Outcome.Unsound();
            case Request.NotListed() -> new Outcome.NotPermitted();
            case Request.Listed(var signing) ->
                Delegation.of(caller)
                        .map(owner ->
                                sign(owner, purpose.get(), signing, Requester.service(caller.clientId(), requestId)))
                        .orElseGet(Outcome.NoDelegation::new);
        };
    }

    /** What is to be signed, judged against its purpose. */
    private sealed interface Request {

        record Listed(Function<SecretMaterial, Signature> signing) implements Request {}

        record NotListed() implements Request {}

        record Unsound() implements Request {}

        static Request of(SignBody body, SigningPurpose purpose) {
            String message = body.message();
            Map<String, Object> typedData = body.typedData();
            if ((message == null) == (typedData == null)) {
                return new Unsound();
            }
            return typedData == null ? of(message, purpose) : of(typedData, purpose);
        }

        private static Request of(@Nullable String message, SigningPurpose purpose) {
            if (message == null || !purpose.permits(message)) {
                return new NotListed();
            }
            return PersonalMessage.of(message)
                    .<Request>map(personal -> new Listed(personal::sign))
                    .orElseGet(Unsound::new);
        }

        private static Request of(Map<String, Object> typedData, SigningPurpose purpose) {
            Optional<TypedData> data = TypedData.parse(typedData);
            if (data.isEmpty()) {
                return new Unsound();
            }
            return purpose.permits(data.get()) ? new Listed(data.get()::sign) : new NotListed();
        }
    }

    /** The cap is drawn before the key is opened: what fails afterwards counts, so that it can never be passed. */
    private Outcome sign(
            OwnerId owner, SigningPurpose purpose, Function<SecretMaterial, Signature> signing, Requester by) {
        if (uses.countSecrets(owner.value()) == 0) {
            return new Outcome.NoKey();
        }
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (uses.draw(owner.value(), purpose.name(), today, purpose.perOwnerAndDay()) == null) {
            return new Outcome.CapReached();
        }
        var how = new UseSecret.How(Action.SIGNED, by, purpose.name());
        return use.use(owner, Slot.PRIVATE_KEY, row -> true, how)
                .<Outcome>map(key -> {
                    try (key) {
                        return new Outcome.Signed(signing.apply(key));
                    }
                })
                .orElseGet(Outcome.NoKey::new);
    }
}
