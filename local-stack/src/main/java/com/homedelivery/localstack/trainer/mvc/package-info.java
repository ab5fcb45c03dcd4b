/** Stands for the web services without JPA. */
@NullMarked
package com.homedelivery.localstack.trainer.mvc;

import org.jspecify.annotations.NullMarked;
