package org.gatehouse.auth.account;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/** Who becomes the first administrator. */
@ConfigurationProperties("gatehouse.administrator")
record AdministratorConfig(
        @Bindable(defaultValue = "") String email,
        @Bindable(defaultValue = "") String password) {

    @Override
    public String toString() {
        return "AdministratorConfig[***]";
    }
}
