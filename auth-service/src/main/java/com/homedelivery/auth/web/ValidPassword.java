package com.homedelivery.auth.web;

import com.homedelivery.auth.domain.PasswordPolicy;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A password of 8 to 72 bytes in UTF-8: BCrypt reads no further, so what is longer is refused rather than cut. */
@Documented
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = ValidPassword.Validator.class)
@interface ValidPassword {

    String message() default "must be 8 to 72 bytes long";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Leaves a missing password to {@code @NotNull}. */
    class Validator implements ConstraintValidator<ValidPassword, @Nullable String> {

        @Override
        public boolean isValid(@Nullable String password, ConstraintValidatorContext context) {
            return password == null || PasswordPolicy.accepts(password);
        }
    }
}
