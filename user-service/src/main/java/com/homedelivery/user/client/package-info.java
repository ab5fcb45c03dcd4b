/** What other services are asked, behind what the application owns. */
@NullMarked
package com.homedelivery.user.client;

import org.jspecify.annotations.NullMarked;
