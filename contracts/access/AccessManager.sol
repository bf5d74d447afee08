// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.30;

// The one authority of a deployment is OpenZeppelin's AccessManager as it is. This file only brings it into the build.
// solhint-disable-next-line no-unused-import
import {AccessManager} from "@openzeppelin/contracts/access/manager/AccessManager.sol";
