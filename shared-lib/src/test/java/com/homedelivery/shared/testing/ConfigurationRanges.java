package com.homedelivery.shared.testing;

import static com.homedelivery.shared.testing.ConfigurationMetadata.dashed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.homedelivery.shared.testing.ConfigurationMetadata.Property;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.util.Throwables;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.BindValidationException;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.FieldError;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/** Holds that every number and duration of a module's properties has a range, and that a value out of it stops the start. */
public final class ConfigurationRanges {

    private static final Set<Class<?>> WITH_A_RANGE =
            Set.of(int.class, long.class, short.class, double.class, Duration.class);

    private ConfigurationRanges() {}

    /** @param given what has to be set for the module's properties to bind at all, as {@code name=value} */
    public static void assertEnforced(String... given) {
        try (ValidatorFactory validators = Validation.buildDefaultValidatorFactory()) {
            var validator = new SpringValidatorAdapter(validators.getValidator());
            ConfigurationMetadata.properties().forEach(property -> {
                List<String> wrong = wrongValuesOf(property);
                assertThat(wrong.isEmpty()
                                && WITH_A_RANGE.contains(property.component().getType()))
                        .as("%s has no range", property.name())
                        .isFalse();
                wrong.forEach(value -> assertRefused(property, value, given, validator));
            });
        }
    }

    private static void assertRefused(
            Property property, String value, String[] given, SpringValidatorAdapter validator) {
        Class<?> root = rootOf(property.component().getDeclaringRecord());
        assertThat(root).as("the record of %s", property.name()).hasAnnotation(Validated.class);
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        Arrays.stream(given).map(each -> each.split("=", 2)).forEach(each -> source.put(each[0], each[1]));
        source.put(property.name(), value);
        BindException refusal = catchThrowableOfType(
                BindException.class,
                () -> new Binder(source)
                        .bindOrCreate(
                                root.getAnnotation(ConfigurationProperties.class)
                                        .value(),
                                Bindable.of(root),
                                new ValidationBindHandler(validator)));
        assertThat(refusal).as("%s=%s is refused", property.name(), value).isNotNull();
        assertThat(messageOf(refusal)).as("%s=%s", property.name(), value).contains(property.name());
    }

    /** The names of the properties at fault, or what the record's constructor says. */
    private static String messageOf(BindException refusal) {
        Throwable cause = Throwables.getRootCause(refusal);
        return cause instanceof BindValidationException invalid
                ? invalid.getValidationErrors().getAllErrors().stream()
                        .map(FieldError.class::cast)
                        .map(error -> error.getObjectName() + "." + dashed(error.getField()))
                        .toList()
                        .toString()
                : String.valueOf(cause.getMessage());
    }

    private static Class<?> rootOf(Class<?> record) {
        return record.getEnclosingClass() == null ? record : rootOf(record.getEnclosingClass());
    }

    private static List<String> wrongValuesOf(Property property) {
        return Arrays.stream(property.component().getAccessor().getAnnotations())
                .map(ConfigurationRanges::wrongValue)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> wrongValue(Annotation constraint) {
        return Optional.ofNullable(
                switch (constraint) {
                    case Min min -> String.valueOf(min.value() - 1);
                    case Max max -> String.valueOf(max.value() + 1);
                    case Positive _ -> "0";
                    case NotBlank _ -> " ";
                    case Pattern _ -> "?";
                    case DurationMin min -> durationOf(min).minusMillis(1).toString();
                    case DurationMax max -> durationOf(max).plusMillis(1).toString();
                    default -> null;
                });
    }

    static Duration durationOf(DurationMin min) {
        return Duration.ofDays(min.days())
                .plusHours(min.hours())
                .plusMinutes(min.minutes())
                .plusSeconds(min.seconds())
                .plusMillis(min.millis());
    }

    static Duration durationOf(DurationMax max) {
        return Duration.ofDays(max.days())
                .plusHours(max.hours())
                .plusMinutes(max.minutes())
                .plusSeconds(max.seconds())
                .plusMillis(max.millis());
    }
}
