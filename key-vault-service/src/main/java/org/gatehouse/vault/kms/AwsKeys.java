package org.gatehouse.vault.kms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.DecryptResponse;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Wraps data keys in AWS KMS, the binding being the encryption context. KMS keeps all material of a key it rotates
 * itself, so only a change to another key is a rotation here, and every key has version 1.
 */
final class AwsKeys implements KeyProvider {

    static final String NAME = "aws";

    private final KmsClient kms;
    private final List<String> keyIds;

    AwsKeys(KmsClient kms, List<String> keyIds) {
        this.kms = kms;
        this.keyIds = requireFixed(keyIds);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public KeyName current() {
        return new KeyName(NAME, keyIds.getFirst(), 1);
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        GenerateDataKeyResponse made = AwsFailures.translated(() -> kms.generateDataKey(request ->
                request.keyId(current().keyId()).keySpec(DataKeySpec.AES_256).encryptionContext(binding.asContext())));
        return new NewDataKey(
                SecretMaterial.owning(made.plaintext().asByteArray()), wrapped(current(), made.ciphertextBlob()));
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        SdkBytes plain = dataKey.expose(SdkBytes::fromByteArray);
        var made = AwsFailures.translated(() -> kms.encrypt(
                request -> request.keyId(current().keyId()).plaintext(plain).encryptionContext(binding.asContext())));
        return wrapped(current(), made.ciphertextBlob());
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        return unlessForeign(
                        wrapped,
                        () -> kms.decrypt(
                                request -> request.keyId(wrapped.name().keyId())
                                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                                        .encryptionContext(binding.asContext())))
                .map(DecryptResponse::plaintext)
                .map(plain -> SecretMaterial.owning(plain.asByteArray()));
    }

    @Override
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        Map<String, String> context = binding.asContext();
        return unlessForeign(
                        wrapped,
                        () -> kms.reEncrypt(
                                request -> request.sourceKeyId(wrapped.name().keyId())
                                        .sourceEncryptionContext(context)
                                        .destinationKeyId(current().keyId())
                                        .destinationEncryptionContext(context)
                                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))))
                .map(made -> wrapped(current(), made.ciphertextBlob()));
    }

    @Override
    public void close() {
        kms.close();
    }

    private <T> Optional<T> unlessForeign(WrappedKey wrapped, Supplier<T> call) {
        if (!keyIds.contains(wrapped.name().keyId()) || wrapped.bytes().length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(AwsFailures.translated(call));
        } catch (InvalidCiphertextException | IncorrectKeyException doesNotOpen) {
            return Optional.empty();
        }
    }

    private static WrappedKey wrapped(KeyName name, SdkBytes blob) {
        return new WrappedKey(name, blob.asByteArray());
    }

    /** An alias can be pointed at another key, and a stored name must mean one key for ever. */
    private static List<String> requireFixed(List<String> keyIds) {
        if (keyIds.isEmpty() || keyIds.stream().anyMatch(id -> id.contains("alias/"))) {
            throw new SettingException(AwsConfig.KEYS_VARIABLE, "must name keys by id or ARN, not by alias");
        }
        return List.copyOf(keyIds);
    }
}
