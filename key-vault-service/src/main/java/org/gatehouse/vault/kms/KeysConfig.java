package org.gatehouse.vault.kms;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Which provider wraps what is written from now on; every configured provider reads.
 *
 * @param writer {@code local}, {@code aws} or {@code vault}
 */
@ConfigurationProperties("gatehouse.vault.keys")
record KeysConfig(@Bindable(defaultValue = LocalKeys.NAME) String writer) {}
