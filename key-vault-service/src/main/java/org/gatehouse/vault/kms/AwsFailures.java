package org.gatehouse.vault.kms;

import java.util.function.Supplier;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kms.model.DependencyTimeoutException;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;
import software.amazon.awssdk.services.kms.model.KeyUnavailableException;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.KmsInternalException;

/** Sorts what AWS KMS reports into what passes by itself and what somebody has to mend. */
final class AwsFailures {

    private AwsFailures() {}

    /** Lets {@link InvalidCiphertextException} and {@link IncorrectKeyException} through: they are answers. */
    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (InvalidCiphertextException | IncorrectKeyException answer) {
            throw answer;
        } catch (KmsInternalException | DependencyTimeoutException | KeyUnavailableException failure) {
            throw KeyServiceUnavailable.passing("AWS KMS: " + describe(failure), failure);
        } catch (KmsException failure) {
            String message = "AWS KMS: " + describe(failure);
            throw failure.isThrottlingException() || failure.statusCode() >= 500
                    ? KeyServiceUnavailable.passing(message, failure)
                    : KeyServiceUnavailable.lasting(message, failure);
        } catch (SdkClientException failure) {
            throw KeyServiceUnavailable.passing("AWS KMS cannot be reached: " + failure.getMessage(), failure);
        }
    }

    private static String describe(KmsException failure) {
        AwsErrorDetails details = failure.awsErrorDetails();
        return details == null ? "status " + failure.statusCode() : details.errorCode() + ", " + details.errorMessage();
    }
}
