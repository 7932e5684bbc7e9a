package org.gatehouse.catalog.operator;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.gatehouse.catalog.model.Deprecation;
import org.gatehouse.catalog.model.Description;
import org.gatehouse.catalog.model.Modalities;
import org.gatehouse.catalog.model.ModelId;
import org.gatehouse.catalog.model.ModelType;
import org.gatehouse.catalog.model.Pricing;
import org.gatehouse.catalog.sql.DatabaseException;
import org.jspecify.annotations.Nullable;

/** Aliases, prices, descriptions and hidden models as operators set them; a trigger tells every replica of each change. */
@Singleton
final class DecisionRepository {

    private final DataSource database;

    DecisionRepository(DataSource database) {
        this.database = database;
    }

    List<AliasRow> aliases() {
        return list(
                "select alias, model_id, set_at from model_alias order by alias",
                row -> new AliasRow(row.getString(1), row.getString(2), instant(row, 3)));
    }

    void setAlias(String alias, ModelId model, UUID by, Instant at) {
        change("""
                insert into model_alias (alias, model_id, set_by, set_at) values (?, ?, ?, ?)
                on conflict (alias) do update set model_id = excluded.model_id, set_by = excluded.set_by, set_at = excluded.set_at
                """, alias, model.value(), by, at);
    }

    boolean removeAlias(String alias) {
        return change("delete from model_alias where alias = ?", alias) > 0;
    }

    /** The one price of each model that holds at a time. */
    List<PriceVersion> pricesAt(Instant time) {
        return list("""
                select distinct on (model_id) model_id, prompt, completion, valid_from from model_price
                where valid_from <= ? order by model_id, valid_from desc, id desc
                """, DecisionRepository::price, time);
    }

    List<PriceVersion> pricesOf(ModelId model) {
        return list("""
                select model_id, prompt, completion, valid_from from model_price
                where model_id = ? order by valid_from desc, id desc
                """, DecisionRepository::price, model.value());
    }

    void addPrice(ModelId model, Pricing price, Instant validFrom, UUID by, Instant at) {
        change("""
                insert into model_price (model_id, prompt, completion, valid_from, set_by, set_at)
                values (?, ?, ?, ?, ?, ?)
                """, model.value(), price.prompt(), price.completion(), validFrom, by, at);
    }

    List<String> hidden() {
        return list("select model_id from hidden_model order by model_id", row -> row.getString(1));
    }

    void hide(ModelId model, UUID by, Instant at) {
        change(
                "insert into hidden_model (model_id, hidden_by, hidden_at) values (?, ?, ?) on conflict do nothing",
                model.value(),
                by,
                at);
    }

    boolean show(ModelId model) {
        return change("delete from hidden_model where model_id = ?", model.value()) > 0;
    }

    List<DescriptionRow> descriptions() {
        return list(
                """
                select model_id, context_length, input_modalities, output_modalities, supported_parameters, deprecated,
                  shutdown_date, set_at, type
                from model_description order by model_id
                """,
                row -> new DescriptionRow(row.getString(1), StatedDescription.of(description(row)), instant(row, 8)));
    }

    void describe(ModelId model, Description description, UUID by, Instant at) {
        var modalities = description.modalities();
        var deprecation = description.deprecation();
        change(
                """
                insert into model_description (model_id, context_length, input_modalities, output_modalities,
                  supported_parameters, deprecated, shutdown_date, set_by, set_at, type)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (model_id) do update set context_length = excluded.context_length,
                  input_modalities = excluded.input_modalities, output_modalities = excluded.output_modalities,
                  supported_parameters = excluded.supported_parameters, deprecated = excluded.deprecated,
                  shutdown_date = excluded.shutdown_date, set_by = excluded.set_by, set_at = excluded.set_at,
                  type = excluded.type
                """,
                model.value(),
                description.contextLength(),
                modalities == null ? null : array(modalities.input()),
                modalities == null ? null : array(modalities.output()),
                description.parameters() == null ? null : array(description.parameters()),
                deprecation != null,
                deprecation == null ? null : deprecation.shutdown(),
                by,
                at,
                description.type() == null ? null : description.type().wire());
    }

    boolean removeDescription(ModelId model) {
        return change("delete from model_description where model_id = ?", model.value()) > 0;
    }

    private static Description description(ResultSet row) throws SQLException {
        var input = texts(row, 3);
        var output = texts(row, 4);
        var type = row.getString(9);
        return new Description(
                type == null ? null : ModelType.stated(type).orElseThrow(),
                row.getObject(2, Integer.class),
                input == null || output == null ? null : new Modalities(input, output),
                texts(row, 5),
                row.getBoolean(6) ? new Deprecation(row.getObject(7, LocalDate.class)) : null);
    }

    private static @Nullable List<String> texts(ResultSet row, int column) throws SQLException {
        var array = row.getArray(column);
        return array == null ? null : List.of((String[]) array.getArray());
    }

    private static String[] array(List<String> texts) {
        return texts.toArray(String[]::new);
    }

    private static PriceVersion price(ResultSet row) throws SQLException {
        var price = new Pricing(row.getBigDecimal(2), row.getBigDecimal(3));
        return new PriceVersion(row.getString(1), price.promptText(), price.completionText(), instant(row, 4));
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private <T> List<T> list(String sql, Reading<T> reading, Object... parameters) {
        try (var connection = database.getConnection();
                var statement = bound(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            var all = new ArrayList<T>();
            while (rows.next()) {
                all.add(reading.read(rows));
            }
            return all;
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private int change(String sql, @Nullable Object... parameters) {
        try (var connection = database.getConnection();
                var statement = bound(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    private static PreparedStatement bound(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(
                    i + 1, parameters[i] instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : parameters[i]);
        }
        return statement;
    }

    private interface Reading<T> {
        T read(ResultSet row) throws SQLException;
    }
}
