package com.homedelivery.order.client;

import com.homedelivery.shared.api.ApiResponse;
import com.homedelivery.shared.api.error.ServiceUnavailableException;
import java.util.function.Supplier;
import org.springframework.web.client.RestClientException;

/** Takes the data out of other services' responses. */
final class ResponseUnwrapper {

    private ResponseUnwrapper() {}

    /** @throws ServiceUnavailableException when there is no response, or it is an error or has no data */
    static <T> T of(String service, Supplier<ApiResponse<T>> call) {
        try {
            T data = call.get().data();
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
