package org.gatehouse.vault.kms;

import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;
import org.gatehouse.vault.kms.TransitClient.Answer;
import org.jspecify.annotations.Nullable;

/**
 * Wraps data keys in the transit engine of Vault or OpenBao. The binding is the context of a derived key, because
 * that is what all calls take, rewrap included; a key that does not derive would ignore it and is refused.
 */
final class TransitKeys implements KeyProvider {

    static final String NAME = "vault";

    private static final Pattern CIPHERTEXT =
            Pattern.compile("vault:v(?<version>[1-9][0-9]{0,8}):[A-Za-z0-9+/]+={0,2}");

    private final TransitConfig config;
    private final TransitClient client;
    private final TransitLogin login;
    private volatile boolean knownToDerive;

    TransitKeys(TransitConfig config, TransitClient client, TransitLogin login) {
        this.config = config;
        this.client = client;
        this.login = login;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyName current() {
        JsonNode key = data(authorised(token -> client.get(config.mount() + "/keys/" + config.key(), token)));
        JsonNode derived = key.get("derived");
        if (derived == null || !derived.isBoolean() || !derived.getBooleanValue()) {
            throw new KeyServiceUnavailable("the transit key " + config.key() + " must be made with derived=true");
        }
        JsonNode version = key.get("latest_version");
        if (version == null || !version.isNumber()) {
            throw new KeyServiceUnavailable("Vault does not tell the latest version of " + config.key());
        }
        knownToDerive = true;
        return new KeyName(NAME, config.key(), version.getIntValue());
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        requireDerivation();
        JsonNode made = data(write("datakey/plaintext", binding, Map.of("bits", 256)));
        return new NewDataKey(plaintext(made), wrapped(made));
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        requireDerivation();
        String plain = dataKey.expose(Base64.getEncoder()::encodeToString);
        return wrapped(data(write("encrypt", binding, Map.of("plaintext", plain))));
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        return unlessForeign("decrypt", wrapped, binding).map(TransitKeys::plaintext);
    }

    @Override
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        return unlessForeign("rewrap", wrapped, binding).map(this::wrapped);
    }

    @Override
    public NewKey rotate() {
        Answer answer =
                authorised(token -> client.post(config.mount() + "/keys/" + config.key() + "/rotate", Map.of(), token));
        if (answer.status() == 403) {
            return new NewKey.ByOperator("the vault's token may not rotate; run: vault write -f " + config.mount()
                    + "/keys/" + config.key() + "/rotate");
        }
        if (!answer.isOk()) {
            data(answer);
        }
        return new NewKey.Made(current());
    }

    @Override
    public void close() {
        client.close();
    }

    private Optional<JsonNode> unlessForeign(String verb, WrappedKey wrapped, Binding binding) {
        var ciphertext = new String(wrapped.bytes(), StandardCharsets.UTF_8);
        if (!wrapped.name().equals(nameIn(ciphertext))) {
            return Optional.empty();
        }
        Answer answer = write(verb, binding, Map.of("ciphertext", ciphertext));
        return answer.isOk() || !isVerdict(answer) ? Optional.of(data(answer)) : Optional.empty();
    }

    /** Of the refusals with 400 only these two are about the key; the others are about the ciphertext. */
    private static boolean isVerdict(Answer answer) {
        String errors = answer.errors();
        return answer.status() == 400
                && !errors.contains("encryption key not found")
                && !errors.contains("disallowed by policy");
    }

    private Answer write(String verb, Binding binding, Map<String, Object> fields) {
        Map<String, Object> body = new HashMap<>(fields);
        body.put("context", Base64.getEncoder().encodeToString(binding.forWrap()));
        return authorised(token -> client.post(config.mount() + "/" + verb + "/" + config.key(), body, token));
    }

    private Answer authorised(Function<String, Answer> exchange) {
        String token = login.token();
        Answer answer = exchange.apply(token);
        return answer.status() == 403 && login.forget(token) ? exchange.apply(login.token()) : answer;
    }

    private JsonNode data(Answer answer) {
        JsonNode data = answer.isOk() ? answer.body().get("data") : null;
        if (data != null) {
            return data;
        }
        String message = "Vault's transit engine, key " + config.key() + ": " + answer.errors();
        throw answer.status() == 429 || answer.status() >= 500
                ? KeyServiceUnavailable.passing(message)
                : new KeyServiceUnavailable(message);
    }

    private void requireDerivation() {
        if (!knownToDerive) {
            current();
        }
    }

    private WrappedKey wrapped(JsonNode data) {
        JsonNode ciphertext = data.get("ciphertext");
        String text = ciphertext != null && ciphertext.isString() ? ciphertext.getStringValue() : "";
        KeyName name = nameIn(text);
        if (name == null) {
            throw new KeyServiceUnavailable("Vault's transit engine answered without a ciphertext");
        }
        return new WrappedKey(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private @Nullable KeyName nameIn(String ciphertext) {
        Matcher parts = CIPHERTEXT.matcher(ciphertext);
        return parts.matches() ? new KeyName(NAME, config.key(), Integer.parseInt(parts.group("version"))) : null;
    }

    private static SecretMaterial plaintext(JsonNode data) {
        JsonNode plaintext = data.get("plaintext");
        byte[] key = plaintext == null || !plaintext.isString() ? new byte[0] : decoded(plaintext.getStringValue());
        if (key.length != AesGcm.KEY_BYTES) {
            throw new KeyServiceUnavailable("Vault's transit engine answered without a data key of 256 bits");
        }
        return SecretMaterial.owning(key);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException garbage) {
            return new byte[0];
        }
    }
}
