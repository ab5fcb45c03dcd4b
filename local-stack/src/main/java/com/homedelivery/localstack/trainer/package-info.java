/**
 * The applications that AOT caches are made with: each starts like the services of its family, is used a little, and
 * ends. Of all this, services only have the jar on their class path.
 */
@NullMarked
package com.homedelivery.localstack.trainer;

import org.jspecify.annotations.NullMarked;
