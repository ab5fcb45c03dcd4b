package com.homedelivery.product.web;

import com.homedelivery.shared.api.LargeBodies;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** The files of admins. The gateway lets nothing larger than 16 MiB through. */
@Configuration(proxyBeanMethods = false)
class UploadConfiguration {

    private static final long MIB = 1024 * 1024;

    @Bean
    LargeBodies images() {
        return LargeBodies.of(HttpMethod.POST, "/products/{id}/images", 10 * MIB);
    }

    @Bean
    LargeBodies imports() {
        return LargeBodies.of(HttpMethod.POST, "/products/imports", 16 * MIB);
    }
}
