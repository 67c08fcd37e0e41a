package io.tidemark.wire;

import io.tidemark.house.HouseRules;

class HouseRulesTest extends HouseRules {}
