package org.gatehouse.testing.arch;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** Who may hold a regular expression. A search of plain words, or a loop over the characters, needs no entry here. */
final class ExpressionPlaces {

    private static final Set<String> LISTED = Set.of(
            "org.gatehouse.auth.account.Email",
            "org.gatehouse.auth.apikey.ApiKey",
            "org.gatehouse.auth.audit.AuditType",
            "org.gatehouse.auth.federation.AcrMap",
            "org.gatehouse.auth.federation.RoleMap",
            "org.gatehouse.auth.password.PasswordHash",
            "org.gatehouse.auth.sealing.MasterKeys",
            "org.gatehouse.auth.token.Issuer",
            "org.gatehouse.catalog.model.Description",
            "org.gatehouse.catalog.model.NearNames",
            "org.gatehouse.catalog.source.CatalogEntries",
            "org.gatehouse.catalog.source.Described",
            "org.gatehouse.catalog.source.Entry",
            "org.gatehouse.catalog.source.MorpheusEntries",
            "org.gatehouse.catalog.upstream.Upstreams",
            "org.gatehouse.chat.completion.ContextWords",
            "org.gatehouse.chat.model.NearNames",
            "org.gatehouse.chat.request.AnthropicHeaders",
            "org.gatehouse.chat.spending.MorAmount",
            "org.gatehouse.chat.translate.CallId",
            "org.gatehouse.chat.translate.Manners",
            "org.gatehouse.chat.translate.ToolName",
            "org.gatehouse.chat.translate.UserName",
            "org.gatehouse.chat.translate.responses.ChatMessages",
            "org.gatehouse.chat.upstream.Dropped",
            "org.gatehouse.chat.upstream.http.TooLong",
            "org.gatehouse.chat.upstream.morpheus.Documents",
            "org.gatehouse.chat.upstream.morpheus.MorpheusConfig",
            "org.gatehouse.deploy.bench.BenchUpstream",
            "org.gatehouse.deploy.bench.EdgeBenchOptions",
            "org.gatehouse.deploy.bench.IdentityClient",
            "org.gatehouse.deploy.bench.Memory",
            "org.gatehouse.deploy.bench.Numbers",
            "org.gatehouse.deploy.bench.VaultBench",
            "org.gatehouse.deploy.bench.VaultOwners",
            "org.gatehouse.deploy.up.LogTail",
            "org.gatehouse.deploy.up.Options",
            "org.gatehouse.deploy.up.Postgres",
            "org.gatehouse.deploy.up.Readiness",
            "org.gatehouse.deploy.up.Settings",
            "org.gatehouse.deploy.up.VaultCommand",
            "org.gatehouse.gateway.docs.JoinDocuments",
            "org.gatehouse.gateway.policy.Cors",
            "org.gatehouse.gateway.route.ByteCount",
            "org.gatehouse.gateway.route.PathPattern",
            "org.gatehouse.gateway.route.RouteWords",
            "org.gatehouse.kit.net.Network",
            "org.gatehouse.kit.problem.BadInput",
            "org.gatehouse.kit.problem.FieldPath",
            "org.gatehouse.kit.start.StartFailure",
            "org.gatehouse.kit.token.Claims",
            "org.gatehouse.kit.token.ClaimsPolicy",
            "org.gatehouse.kit.token.TokenShape",
            "org.gatehouse.kit.trace.OtlpSettings",
            "org.gatehouse.vault.audit.AnchorsCommand",
            "org.gatehouse.vault.kms.CommaList",
            "org.gatehouse.vault.kms.MasterKeys",
            "org.gatehouse.vault.kms.TransitKeys",
            "org.gatehouse.vault.rotation.RetireCommand",
            "org.gatehouse.vault.secret.StoreProviderKey",
            "org.gatehouse.vault.secret.TransactionDemand",
            "org.gatehouse.vault.wallet.ContractMethod",
            "org.gatehouse.vault.wallet.TypedDataAtoms",
            "org.gatehouse.vault.wallet.TypedDataEncoder",
            "org.gatehouse.vault.wallet.TypedDataTypes");

    private ExpressionPlaces() {}

    static boolean holds(JavaClass type) {
        var outermost = type;
        for (var outer = outermost.getEnclosingClass(); outer.isPresent(); outer = outermost.getEnclosingClass()) {
            outermost = outer.get();
        }
        return LISTED.contains(outermost.getFullName());
    }
}
