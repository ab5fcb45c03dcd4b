/** Stands for the services on JPA. */
@NullMarked
package com.homedelivery.localstack.trainer.jpa;

import org.jspecify.annotations.NullMarked;
