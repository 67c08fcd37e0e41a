package io.tidemark.orchestration;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
