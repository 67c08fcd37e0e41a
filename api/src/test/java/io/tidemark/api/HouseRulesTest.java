package io.tidemark.api;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
