package com.homedelivery.delivery.application;

import com.homedelivery.shared.work.BackgroundThread;
import java.util.concurrent.ThreadPoolExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** The threads that look for riders without being asked by a request. */
@Configuration(proxyBeanMethods = false)
class SchedulingConfiguration {

    static final String DISPATCH = "dispatchExecutor";

    /** What does not find room is dropped: the sweep comes by. */
    @Bean(DISPATCH)
    ThreadPoolTaskExecutor dispatchExecutor() {
        ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
        executor.setCorePoolSize(2);
        executor.setMaxPoolSize(2);
        executor.setQueueCapacity(1000);
        executor.setThreadNamePrefix("dispatch-");
        executor.setTaskDecorator(BackgroundThread::wrap);
        executor.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
        return executor;
    }
}
