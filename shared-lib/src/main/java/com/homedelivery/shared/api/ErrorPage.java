package com.homedelivery.shared.api;

import com.homedelivery.shared.api.error.HttpStatusError;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The envelope for what the servlet container itself refuses. */
@RestController
class ErrorPage implements ErrorController {

    @RequestMapping("${spring.web.error.path:/error}")
    ResponseEntity<ApiResponse<Void>> error(HttpServletRequest request) {
        Object status = Objects.requireNonNullElse(
                request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE), HttpStatus.NOT_FOUND.value());
        HttpStatusError error = HttpStatusError.of(HttpStatusCode.valueOf((Integer) status));
        return ResponseEntity.status(error.code().status()).body(ApiResponse.error(error.code(), error.message()));
    }
}
