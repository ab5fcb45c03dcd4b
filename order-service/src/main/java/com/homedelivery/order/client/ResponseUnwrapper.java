package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.function.Supplier;
import org.springframework.web.client.RestClientException;

/** What other services answer, or that they do not. */
final class ResponseUnwrapper {

    private ResponseUnwrapper() {}

    /** @throws ServiceUnavailableException when there is no answer, or none that can be understood */
    static <T> T of(String service, Supplier<ApiResponse<T>> question) {
        try {
            T data = question.get().data();
            if (data == null) {
                throw new RestClientException("The answer has no data");
            }
            return data;
        } catch (RestClientException e) {
            throw unavailable(service, e);
        }
    }

    static ServiceUnavailableException unavailable(String service, RestClientException e) {
        return new ServiceUnavailableException("The " + service + " does not answer right now", e);
    }
}
