package org.gatehouse.vault.kms;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.util.Optional;
import java.util.function.Supplier;
import org.gatehouse.vault.envelope.Binding;
import org.gatehouse.vault.envelope.KeyName;
import org.gatehouse.vault.envelope.KeyProvider;
import org.gatehouse.vault.envelope.KeyServiceUnavailable;
import org.gatehouse.vault.envelope.NewDataKey;
import org.gatehouse.vault.envelope.NewKey;
import org.gatehouse.vault.envelope.SecretMaterial;
import org.gatehouse.vault.envelope.WrappedKey;

/**
 * Stands before a remote provider: tries again after a passing failure, backing off with jitter, and stops asking for a
 * while when the service is down, so that a caller hears at once.
 */
final class GuardedKeys implements KeyProvider {

    private static final double BACK_OFF_FACTOR = 2;
    private static final double JITTER = 0.5;
    private static final int FAILURE_RATE_PERCENT = 50;

    private final KeyProvider provider;
    private final Retry retry;
    private final CircuitBreaker breaker;

    GuardedKeys(KeyProvider provider, ResilienceConfig config) {
        this.provider = provider;
        this.retry = Retry.of(
                provider.name(),
                RetryConfig.custom()
                        .maxAttempts(config.attempts())
                        .intervalFunction(
                                IntervalFunction.ofExponentialRandomBackoff(config.backOff(), BACK_OFF_FACTOR, JITTER))
                        .retryOnException(GuardedKeys::isPassing)
                        .build());
        this.breaker = CircuitBreaker.of(
                provider.name(),
                CircuitBreakerConfig.custom()
                        .slidingWindowSize(config.breakerCalls())
                        .minimumNumberOfCalls(config.breakerCalls())
                        .failureRateThreshold(FAILURE_RATE_PERCENT)
                        .waitDurationInOpenState(config.breakerOpen())
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .recordException(GuardedKeys::isPassing)
                        .build());
    }

    @Override
    public String name() {
        return provider.name();
    }

    @Override
    public KeyName current() {
        return guarded(provider::current);
    }

    @Override
    public NewDataKey newDataKey(Binding binding) {
        return guarded(() -> provider.newDataKey(binding));
    }

    @Override
    public WrappedKey wrap(SecretMaterial dataKey, Binding binding) {
        return guarded(() -> provider.wrap(dataKey, binding));
    }

    @Override
    public Optional<SecretMaterial> unwrap(WrappedKey wrapped, Binding binding) {
        return guarded(() -> provider.unwrap(wrapped, binding));
    }

    @Override
    public Optional<WrappedKey> rewrap(WrappedKey wrapped, Binding binding) {
        return guarded(() -> provider.rewrap(wrapped, binding));
    }

    @Override
    public NewKey rotate() {
        return guarded(provider::rotate);
    }

    @Override
    public void close() {
        provider.close();
    }

    private <T> T guarded(Supplier<T> call) {
        try {
            return retry.executeSupplier(() -> breaker.executeSupplier(call));
        } catch (CallNotPermittedException open) {
            throw new KeyServiceUnavailable("key service " + name() + " is down and is not asked for a while");
        }
    }

    private static boolean isPassing(Throwable failure) {
        return failure instanceof KeyServiceUnavailable unavailable && unavailable.isPassing();
    }
}
