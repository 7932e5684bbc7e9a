package org.gatehouse.kit.json;

import io.micronaut.context.annotation.Factory;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.function.Predicate;

@Factory
final class StrictJsonFactory {

    @Singleton
    StrictScalar<String> string() {
        return new StrictScalar<>(JsonNode::isString, JsonNode::getStringValue);
    }

    @Singleton
    StrictScalar<Boolean> bool() {
        return new StrictScalar<>(JsonNode::isBoolean, JsonNode::getBooleanValue);
    }

    @Singleton
    StrictScalar<Integer> integer() {
        return new StrictScalar<>(
                wholeNumberBetween(Integer.MIN_VALUE, Integer.MAX_VALUE),
                node -> node.getBigDecimalValue().intValueExact());
    }

    @Singleton
    StrictScalar<Long> longInteger() {
        return new StrictScalar<>(
                wholeNumberBetween(Long.MIN_VALUE, Long.MAX_VALUE),
                node -> node.getBigDecimalValue().longValueExact());
    }

    @Singleton
    StrictScalar<Instant> instant() {
        return time(OffsetDateTime::toInstant);
    }

    @Singleton
    StrictScalar<OffsetDateTime> offsetDateTime() {
        return time(Function.identity());
    }

    @Singleton
    StrictScalar<LocalDate> day() {
        return new StrictScalar<>(
                node -> node.isString()
                        && StrictTimes.day(node.getStringValue()).isPresent(),
                node -> StrictTimes.day(node.getStringValue()).orElseThrow());
    }

    private static <T> StrictScalar<T> time(Function<OffsetDateTime, T> as) {
        return new StrictScalar<>(
                node -> node.isString()
                        && StrictTimes.time(node.getStringValue()).isPresent(),
                node -> StrictTimes.time(node.getStringValue()).map(as).orElseThrow());
    }

    /** Compared before anything is expanded: {@code 1e999999999} is short to write and long to compute. */
    private static Predicate<JsonNode> wholeNumberBetween(long min, long max) {
        var least = BigDecimal.valueOf(min);
        var most = BigDecimal.valueOf(max);
        return node -> {
            if (!node.isNumber()) {
                return false;
            }
            var number = node.getBigDecimalValue();
            return number.compareTo(least) >= 0
                    && number.compareTo(most) <= 0
                    && number.stripTrailingZeros().scale() <= 0;
        };
    }
}
