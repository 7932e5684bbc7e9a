package org.gatehouse.auth.federation;

import java.util.List;
import org.gatehouse.auth.account.Account;
import org.gatehouse.auth.account.AccountId;
import org.gatehouse.auth.account.Email;
import org.gatehouse.auth.account.IdentityProvider;
import org.gatehouse.auth.account.Role;
import org.gatehouse.kit.token.ForeignToken;

/** What a token says about a user beside who they are; for people to read, never to find an account by. */
record ForeignProfile(String username, String name, String email) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_USERNAME = 255;

    static ForeignProfile of(ForeignToken token) {
        var username = token.text("preferred_username")
                .filter(text -> isShown(text, LONGEST_USERNAME))
                .orElse(token.subject());
        return new ForeignProfile(
                username,
                token.text("name")
                        .map(String::strip)
                        .filter(text -> isShown(text, LONGEST_NAME))
                        .orElse(username),
                token.text("email").orElse(""));
    }

    /** The account as the token describes it now. */
    Account over(Account old, List<Role> roles) {
        return new Account(old.id(), shortened(), address(old.id()), roles, old.active(), old.createdAt(), login());
    }

    String shortened() {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    /** Without one, an address that can never exist (RFC 2606). */
    Email address(AccountId id) {
        return Email.parse(email).orElseGet(() -> new Email(id + "@keycloak.invalid"));
    }

    Account.Login login() {
        return new Account.Login(IdentityProvider.KEYCLOAK, username);
    }

    private static boolean isShown(String text, int longest) {
        return !text.isBlank() && text.length() <= longest && text.chars().noneMatch(Character::isISOControl);
    }
}
