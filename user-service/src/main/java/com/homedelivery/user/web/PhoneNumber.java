package com.homedelivery.user.web;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.Phonenumber;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A phone number with its country code, grouped in any way, that has as many digits as numbers of that country have; or a blank
 * text. Whether anybody answers is not known: ranges that are given out only later are good as well.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PhoneNumber.Validator.class)
@interface PhoneNumber {

    String message() default "must be a phone number with its country code, like +1 212 555 0100";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Validator implements ConstraintValidator<PhoneNumber, String> {

        private static final String NO_COUNTRY_BY_DEFAULT = "ZZ";

        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || text.isBlank() || e164(text).isPresent();
        }

        /** As E.164 writes it, {@code +12125550100}; empty when it is no phone number. */
        static Optional<String> e164(String text) {
            PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
            try {
                Phonenumber.PhoneNumber number = numbers.parse(text, NO_COUNTRY_BY_DEFAULT);
                return numbers.isPossibleNumber(number) && !number.hasExtension()
                        ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                        : Optional.empty();
            } catch (NumberParseException e) {
                return Optional.empty();
            }
        }
    }
}
