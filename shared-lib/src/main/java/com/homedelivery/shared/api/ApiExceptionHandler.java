package com.homedelivery.shared.api;

import com.homedelivery.shared.api.error.CommonErrorCode;
import com.homedelivery.shared.api.error.DomainException;
import com.homedelivery.shared.api.error.ErrorCode;
import com.homedelivery.shared.api.error.FieldViolation;
import com.homedelivery.shared.api.error.HttpStatusError;
import com.homedelivery.shared.api.error.LockTimeout;
import com.homedelivery.shared.api.error.OutageClassifier;
import com.homedelivery.shared.api.error.OverloadedException;
import com.homedelivery.shared.api.error.TooManyRequestsException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.ConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.validation.BindException;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns whatever went wrong into the envelope, and logs only what an operator has to look at. */
@RestControllerAdvice
class ApiExceptionHandler {

    private static final Logger log = LoggerFactory.getLogger(ApiExceptionHandler.class);
    private static final String INVALID = "Validation failed";
    private static final String UNAVAILABLE = "The service cannot answer right now";
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** RFC 9110, section 9.2.2: sent twice they have the effect of once. */
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "PUT", "DELETE");

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> refused(DomainException refusal, HttpServletRequest request) {
        if (refusal.code() == CommonErrorCode.SERVICE_ERROR) {
            log.warn("{}: {}", refusal.getMessage(), String.valueOf(refusal.getCause()));
            return refusal instanceof OverloadedException overloaded
                    ? unavailable(String.valueOf(refusal.getMessage()), seconds(overloaded.retryAfter()))
                    : unavailable(String.valueOf(refusal.getMessage()), isRepeatable(request));
        }
        return answer(refusal.code(), String.valueOf(refusal.getMessage()), refusal.details());
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> tooOften(TooManyRequestsException refusal) {
        return ResponseEntity.status(refusal.code().status())
                .header(HttpHeaders.RETRY_AFTER, seconds(refusal.retryAfter()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(ApiResponse.error(refusal.code(), String.valueOf(refusal.getMessage())));
    }

    /** A body or a set of query values that does not satisfy its annotations. */
    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> invalid(BindException invalid) {
        return invalid(invalid.getAllErrors().stream()
                .map(error -> new FieldViolation(fieldOf(error), messageOf(error)))
                .toList());
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> invalid(HandlerMethodValidationException invalid) {
        return invalid(invalid.getParameterValidationResults().stream()
                .flatMap(ApiExceptionHandler::problemsOf)
                .toList());
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> invalid(ConstraintViolationException invalid) {
        return invalid(invalid.getConstraintViolations().stream()
                .map(violation -> new FieldViolation(violation.getPropertyPath().toString(), violation.getMessage()))
                .toList());
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> missing(MissingServletRequestParameterException missing) {
        return invalid(List.of(new FieldViolation(missing.getParameterName(), "is required")));
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> missing(MissingRequestHeaderException missing) {
        return invalid(List.of(new FieldViolation(missing.getHeaderName(), "is required")));
    }

    /** Ids in paths are free text to clients: one that cannot be an id names nothing. */
    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> mistyped(MethodArgumentTypeMismatchException mistyped) {
        if (mistyped.getParameter().hasParameterAnnotation(PathVariable.class)
                && UUID.class == mistyped.getRequiredType()) {
            return answer(CommonErrorCode.NOT_FOUND, "Not found", null);
        }
        return invalid(List.of(new FieldViolation(mistyped.getName(), expected(mistyped.getRequiredType()))));
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> unreadable(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case BodyTooLargeException _ -> answer(CommonErrorCode.PAYLOAD_TOO_LARGE, "The body is too large", null);
            case JacksonException e
            when e.getCause() instanceof BodyTooLargeException ->
                answer(CommonErrorCode.PAYLOAD_TOO_LARGE, "The body is too large", null);
            case MismatchedInputException e
            when !e.getPath().isEmpty() -> invalid(List.of(new FieldViolation(pathOf(e), expected(e.getTargetType()))));
            case InputCoercionException e
            when !e.getPath().isEmpty() -> invalid(List.of(new FieldViolation(pathOf(e), expected(e.getTargetType()))));
            case null, default ->
                answer(CommonErrorCode.VALIDATION_ERROR, "The body is not the JSON expected here", null);
        };
    }

    /** Spring Security's firewall looks at query values only when somebody reads them. */
    @ExceptionHandler(RequestRejectedException.class)
    ResponseEntity<ApiResponse<Void>> unacceptable() {
        return answer(CommonErrorCode.VALIDATION_ERROR, "A query value has characters that are not accepted", null);
    }

    @ExceptionHandler({OptimisticLockingFailureException.class, PessimisticLockingFailureException.class})
    ResponseEntity<ApiResponse<Void>> overtaken() {
        return answer(CommonErrorCode.CONFLICT, "Somebody else changed this at the same moment: try again", null);
    }

    /** A constraint of the database refused it. The service should have checked that before, so it is logged. */
    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> contradicted(DataIntegrityViolationException contradicted) {
        log.warn("A database constraint refused a change", contradicted);
        return answer(CommonErrorCode.CONFLICT, "This contradicts what is already recorded", null);
    }

    @ExceptionHandler({DataAccessResourceFailureException.class, QueryTimeoutException.class})
    ResponseEntity<ApiResponse<Void>> down(DataAccessException down, HttpServletRequest request) {
        return withoutServer(down, request);
    }

    @ExceptionHandler
    ResponseEntity<ApiResponse<Void>> unforeseen(Exception unforeseen, HttpServletRequest request) {
        if (unforeseen instanceof ErrorResponse known) {
            return standard(known.getStatusCode(), known.getHeaders());
        }
        if (LockTimeout.isCauseOf(unforeseen)) {
            return overtaken();
        }
        if (OutageClassifier.isCauseOf(unforeseen)) {
            return withoutServer(unforeseen, request);
        }
        log.error("Unforeseen", unforeseen);
        return answer(CommonErrorCode.INTERNAL_ERROR, "Something went wrong on our side", null);
    }

    /** Without a connection there is nothing to see in a stack trace, and under load there would be many. */
    private static ResponseEntity<ApiResponse<Void>> withoutServer(Exception failure, HttpServletRequest request) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof SQLTransientConnectionException) {
            log.warn("No database connection: {}", root.getMessage());
        } else {
            log.error("A database or cache did not answer", failure);
        }
        return unavailable(UNAVAILABLE, isRepeatable(request));
    }

    /** Whether sending the request again does no harm, whatever has become of it. */
    private static boolean isRepeatable(HttpServletRequest request) {
        return IDEMPOTENT.contains(request.getMethod()) || request.getHeader(IDEMPOTENCY_KEY) != null;
    }

    /** @param isToBeRepeated whether the client is told that it can send the request again, and when */
    private static ResponseEntity<ApiResponse<Void>> unavailable(String message, boolean isToBeRepeated) {
        return unavailable(message, isToBeRepeated ? RETRY_AFTER_SECONDS : null);
    }

    private static ResponseEntity<ApiResponse<Void>> unavailable(String message, @Nullable String retryAfter) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(CommonErrorCode.SERVICE_ERROR.status()).contentType(MediaType.APPLICATION_JSON);
        if (retryAfter != null) {
            answer.header(HttpHeaders.RETRY_AFTER, retryAfter);
        }
        return answer.body(ApiResponse.error(CommonErrorCode.SERVICE_ERROR, message));
    }

    /** Rounded up, at least one. */
    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
    }

    private static ResponseEntity<ApiResponse<Void>> standard(HttpStatusCode status, HttpHeaders headers) {
        HttpStatusError error = HttpStatusError.of(status);
        return ResponseEntity.status(error.code().status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(ApiResponse.error(error.code(), error.message()));
    }

    private static ResponseEntity<ApiResponse<Void>> invalid(List<FieldViolation> problems) {
        return answer(CommonErrorCode.VALIDATION_ERROR, INVALID, problems);
    }

    private static ResponseEntity<ApiResponse<Void>> answer(ErrorCode code, String message, @Nullable Object details) {
        return ResponseEntity.status(HttpStatus.valueOf(code.status()))
                .contentType(MediaType.APPLICATION_JSON)
                .body(ApiResponse.error(code, message, details));
    }

    private static Stream<FieldViolation> problemsOf(ParameterValidationResult result) {
        if (result instanceof ParameterErrors bean) {
            return bean.getAllErrors().stream().map(error -> new FieldViolation(fieldOf(error), messageOf(error)));
        }
        String name = Objects.requireNonNullElse(result.getMethodParameter().getParameterName(), "value");
        return result.getResolvableErrors().stream()
                .map(error ->
                        new FieldViolation(name, Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid")));
    }

    private static String fieldOf(ObjectError error) {
        return error instanceof FieldError field ? field.getField() : error.getObjectName();
    }

    private static String messageOf(ObjectError error) {
        if (error instanceof FieldError field && field.isBindingFailure()) {
            return "has the wrong type";
        }
        return Objects.requireNonNullElse(error.getDefaultMessage(), "is invalid");
    }

    private static String expected(@Nullable Class<?> type) {
        if (type != null && type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(String::valueOf)
                    .collect(Collectors.joining(", ", "must be one of ", ""));
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "must be a whole number";
        }
        return "is missing or has the wrong type";
    }

    private static String pathOf(JacksonException e) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : e.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
