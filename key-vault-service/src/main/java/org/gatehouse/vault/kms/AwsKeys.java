package org.gatehouse.vault.kms;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.kit.config.SettingException;
import org.gatehouse.vault.envelope.AesGcm;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.DataKeySpec;
import software.amazon.awssdk.services.kms.model.GenerateDataKeyResponse;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Wraps data keys in AWS KMS, the binding being the encryption context. KMS keeps all material of a key it rotates
 * itself, so only a change to another key is a rotation here, and every key has version 1.
 */
final class AwsKeys implements KeyProvider {

    static final String NAME = "aws";

    private static final int ONLY_VERSION = 1;

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
        return new KeyName(NAME, keyIds.getFirst(), ONLY_VERSION);
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        GenerateDataKeyResponse made = AwsFailures.translated(() -> kms.generateDataKey(request ->
                request.keyId(current().keyId()).keySpec(DataKeySpec.AES_256).encryptionContext(binding.asContext())));
        return new NewDataKey(plaintext(made.plaintext()), wrapped(current(), made.ciphertextBlob()));
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        return dataKey.expose(plain -> {
            var made = AwsFailures.translated(
                    () -> kms.encrypt(request -> request.keyId(current().keyId())
                            .plaintext(SdkBytes.fromByteArrayUnsafe(plain))
                            .encryptionContext(binding.asContext())));
            return wrapped(current(), made.ciphertextBlob());
        });
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        return unlessForeign(
                        wrapped,
                        () -> kms.decrypt(
                                request -> request.keyId(wrapped.name().keyId())
                                        .ciphertextBlob(SdkBytes.fromByteArray(wrapped.bytes()))
                                        .encryptionContext(binding.asContext())))
                .map(answer -> plaintext(answer.plaintext()));
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
    public NewKey rotate() {
        return new NewKey.ByOperator("put another key first in " + AwsConfig.KEYS_VARIABLE
                + " of every replica; the material of a key AWS KMS renews itself");
    }

    @Override
    public void close() {
        kms.close();
    }

    private <T> Optional<T> unlessForeign(WrappedKey wrapped, Supplier<T> call) {
        KeyName name = wrapped.name();
        if (!keyIds.contains(name.keyId()) || name.version() != ONLY_VERSION || wrapped.bytes().length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(AwsFailures.translated(call));
        } catch (InvalidCiphertextException | IncorrectKeyException doesNotOpen) {
            return Optional.empty();
        }
    }

    private static WrappedKey wrapped(KeyName name, @Nullable SdkBytes blob) {
        if (blob == null || blob.asByteArrayUnsafe().length == 0) {
            throw new KeyServiceUnavailable("AWS KMS answered without a ciphertext");
        }
        return new WrappedKey(name, blob.asByteArray());
    }

    /** Takes the SDK's own array over, so that it is wiped with the key. */
    private static SecretMaterial plaintext(@Nullable SdkBytes plain) {
        if (plain == null || plain.asByteArrayUnsafe().length != AesGcm.KEY_BYTES) {
            throw new KeyServiceUnavailable("AWS KMS answered without a data key of 256 bits");
        }
        return SecretMaterial.owning(plain.asByteArrayUnsafe());
    }

    /** An alias can be pointed at another key, and a stored name must mean one key for ever. */
    private static List<String> requireFixed(List<String> keyIds) {
        if (keyIds.isEmpty() || keyIds.stream().anyMatch(id -> id.contains("alias/"))) {
            throw new SettingException(AwsConfig.KEYS_VARIABLE, "must name keys by id or ARN, not by alias");
        }
        return List.copyOf(keyIds);
    }
}
