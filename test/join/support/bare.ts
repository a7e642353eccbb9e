/**
 * What the SDK itself does in each condition: what `join()` gave back, in component view 6.2.0, client view 6.2.0,
 * component view 3.13.1 and client view 3.13.1. Measured on 2026-11-24 in Chromium 156 against a stand-in that
 * refuses every signature with "Invalid signature." (so 3712 means that the SDK checked nothing and sent it), save
 * where the condition is an answer. A dash where it was not measured.
 */
const ROWS = `
sig_empty | TypeError: Cannot read properties of undefined (reading 'replace') | no call back in 45 s | INVALID_OPERATION: Invalid apiKey/sdkKey and/or signature | 4003: signatrue length error, 0 < length < 150
sig_object | TypeError: …split is not a function | no call back in 45 s | TypeError: …split is not a function | 3712: Signature is invalid.
sig_promise | TypeError: …split is not a function | no call back in 45 s | TypeError: …split is not a function | 3712: Signature is invalid.
sig_quoted_json | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid.
sig_garbage | TypeError: Cannot read properties of undefined (reading 'replace') | no call back in 45 s | 3712: Signature is invalid. | 3712: Signature is invalid.
sig_no_key_claim | Error: appKey can not empty in the signature | no call back in 45 s | 3712: Signature is invalid. | 3712: Signature is invalid.
sdkKey_missing | - | - | Error: sdkKey can not empty | 4003: apiKey or sdkKey only need one, and can't empty
sdkKey_differs | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid.
wrong_password_param | 3712: Signature is invalid. | 3: Join parameters: password are invalid! | 3712: Signature is invalid. | 3: Join parameters: password are invalid!
mn_undefined | 3712: Signature is invalid. | no call back in 45 s | 3712: Signature is invalid. | no call back in 75 s
userEmail_undefined | 3712: Signature is invalid. | 3712: Signature is invalid. | - | 3712: Signature is invalid.
not_isolated | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid.
info_reset | -3000: connection error | 1: Fail to join the meeting. | -3000: connection error | 1: Fail to join the meeting.
info_no_corp | 3712: Signature is invalid. | 3712: Signature is invalid. | -3000: connection error | 1: Fail to join the meeting.
cdn_all_404 | 5001: dependent assets are not accessible | no call back in 45 s | INVALID_PARAMETERS: dependent assets are not accessible | no call back in 75 s
no_prepareWebSDK | - | 3712: Signature is invalid. | - | 3712: Signature is invalid.
sig_function | - | no call back in 45 s | - | no call back in 75 s
baseline_good_sig | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | -
sig_undefined | TypeError: Cannot read properties of undefined (reading 'split') | no call back in 45 s | INVALID_OPERATION: Invalid apiKey/sdkKey and/or signature | -
sig_null | TypeError: Cannot read properties of null (reading 'split') | no call back in 45 s | INVALID_OPERATION: Invalid apiKey/sdkKey and/or signature | -
sig_trailing_newline | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | -
sig_only_sdkKey | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | -
sig_expired_long_ago | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | -
sig_role_1_zak | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | -
zak_and_obf | Error: zak and obfToken are mutually exclusive. Please provide only one. | 3636: Token error: obfToken and zak cannot be used simultaneously | 3712: Signature is invalid. | -
mn_spaces | 3712: Signature is invalid. | 4003: meetingNumber length > 12 | 3712: Signature is invalid. | -
info_never_answers | -3000: connection error | 1: Fail to join the meeting. | no call back in 45 s | -
info_no_cors | -3000: connection error | 1: Fail to join the meeting. | 3712: Signature is invalid. | -
info_no_corp_not_isolated | 3712: Signature is invalid. | - | 3712: Signature is invalid. | -
webEndpoint_unresolvable | -3000: connection error | 1: Fail to join the meeting. | -3000: connection error | -
webEndpoint_other_host | 3712: Signature is invalid. | - | 3712: Signature is invalid. | -
webEndpoint_with_port | -3000: connection error | 1: Fail to join the meeting. | -3000: connection error | -
cdn_default_ok | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | -
cdn_js_media_404 | 5001: dependent assets are not accessible | 3712: Signature is invalid. | INVALID_PARAMETERS: dependent assets are not accessible | -
cdn_js_media_hangs | 5001: dependent assets are not accessible | - | no call back in 45 s | -
no_zoomAppRoot | -1: zoomAppRoot cannot be falsy | - | -1: zoomAppRoot cannot be falsy | -
obfToken | 3712: Signature is invalid. | 3712: Signature is invalid. | - | -
sig_bearer_prefix | 3712: Signature is invalid. | 3712: Signature is invalid. | - | -
sig_std_base64 | 3712: Signature is invalid. | 3712: Signature is invalid. | - | -
sig_only_appKey | 3712: Signature is invalid. | 3712: Signature is invalid. | - | -
onBehalfToken | 3712: Signature is invalid. | 3: Join parameters: onBehalfToken are invalid! | - | -
mn_too_long | 3712: Signature is invalid. | 4003: meetingNumber length > 12 | - | -
userName_empty | Error: userName cannot be empty | 4003: userName length > 128 or userName is empty | - | -
no_preLoadWasm | - | 3712: Signature is invalid. | - | -
cdn_lang_404 | - | 3712: Signature is invalid. | - | -
no_leaveUrl | - | 3712: Signature is invalid. | - | -
unknown_join_param | - | 3: Join parameters: foo are invalid! | - | -
apiKey_param | - | 3: Error Code: 3 | - | -
sig_json_body_string | 3712: Signature is invalid. | - | - | -
sig_garbage_dots | URIError: URI malformed | - | - | -
sig_urlencoded | 3712: Signature is invalid. | - | - | -
sig_padded_base64url | 3712: Signature is invalid. | - | - | -
sig_exp_in_ms | 3712: Signature is invalid. | - | - | -
sig_mn_mismatch | 3712: Signature is invalid. | - | - | -
sig_no_mn_no_role | 3712: Signature is invalid. | - | - | -
sig_role_1_no_zak | 3712: Signature is invalid. | - | - | -
role_0_zak | 3712: Signature is invalid. | - | - | -
tk_param | 3712: Signature is invalid. | - | - | -
sdkKey_given | 3712: Signature is invalid. | - | - | -
password_omitted | 3712: Signature is invalid. | - | - | -
password_special | 3712: Signature is invalid. | - | - | -
mn_dashes | 3712: Signature is invalid. | - | - | -
mn_number_type | 3712: Signature is invalid. | - | - | -
mn_url | 3712: Signature is invalid. | - | - | -
webEndpoint_https_port | -3000: connection error | - | - | -
cdn_all_hang | 5001: dependent assets are not accessible | - | - | -
join_before_init | Error: zoomAppRoot must be defined | no call back in 20 s | Error: zoomAppRoot must be defined | no call back in 20 s
join_twice | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid.
two_createClient | 3712: Signature is invalid. | - | 3712: Signature is invalid. | -
assetPath_relative | 3712: Signature is invalid. | - | 3712: Signature is invalid. | -
insecure_origin | TypeError: Cannot use 'in' operator to search for 'getDisplayMedia' in undefined | 3712: Signature is invalid. | TypeError: Cannot use 'in' operator to search for 'getDisplayMedia' in undefined | 3712: Signature is invalid.
csp_no_zoom_connect | -3000: connection error | 1: Fail to join the meeting. | -3000: connection error | 1: Fail to join the meeting.
ping_hangs | 200: connection error | no call back in 45 s | 200: connection error | no call back in 45 s
ws_silent | 3: RECONNECTING_MEETING | no call back in 100 s | no call back in 100 s | no call back in 100 s
retry_button | 3712: Signature is invalid. | no call back in 45 s | 3712: Signature is invalid. | no call back in 45 s
lib_only_no_ui | - | 3712: Signature is invalid. | - | no call back in 45 s
preview_default_ok | - | no call back in 30 s | - | no call back in 30 s
dialog_off | - | 3712: Signature is invalid. | - | 3712: Signature is invalid.
assetPath_trailing_slash | 3712: Signature is invalid. | - | - | -
no_root_element | -1: zoomAppRoot cannot be falsy | - | - | -
ping_500 | 200: connection error | no call back in 45 s | - | -
ws_closes | 3: RECONNECTING_MEETING | no call back in 60 s | - | -
ws_invalid_params | 4003: Invalid parameter | no call back in 45 s | - | -
ws_res_13299 | 4014: obfToken is invalid | no call back in 45 s | - | -
ws_res_13296 | 4012: anonymous join error | no call back in 45 s | - | -
ok_minimal_result | 200: connection error | 1: Fail to join the meeting. | - | -
api_wrong | 3704: The accounts API Key is not valid. | 3704: The accounts API Key is not valid. | 3704: The accounts API Key is not valid. | 3704: The accounts API Key is not valid.
code3712 | 200: Signature is invalid. | 1: Fail to join the meeting. | 200: Signature is invalid. | 1: Fail to join the meeting.
code200_unknown | 200: Fail to join the meeting. | 1: Fail to join the meeting. | 200: Fail to join the meeting. | 1: Fail to join the meeting.
wrongpass | 3004: Meeting Passcode wrong. | no call back | 3004: Meeting Passcode wrong. | no call back
notexist | 200: Meeting does not exist. | 3610: Meeting does not exist. | 200: Meeting does not exist. | 3610: Meeting does not exist.
notstarted | 3008: Meeting has not started | 1: Fail to join the meeting. | 3008: Meeting has not started | no call back
wr3139 | 3008: Meeting has not started | 1: Fail to join the meeting. | 3008: Meeting has not started | no call back
http500 | -3000: connection error | 1: Fail to join the meeting. | -3000: connection error | 1: Fail to join the meeting.
html200 | no call back | 1: Fail to join the meeting. | -3000: connection error | 1: Fail to join the meeting.
empty200 | no call back | 1: Fail to join the meeting. | no call back | no call back
reset | -3000: connection error | 1: Fail to join the meeting. | -3000: connection error | 1: Fail to join the meeting.
sig_invalid | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid. | 3712: Signature is invalid.
sig_expired | 3705: The signature has expired. | 3705: The signature has expired. | 3705: The signature has expired. | 3705: The signature has expired.
http404 | -3000: connection error | - | -3000: connection error | 1: Fail to join the meeting.
api_disabled | 3710: The accounts API Key is deactivated. | 3710: The accounts API Key is deactivated. | - | -
mn_wrong | 3706: The meeting number is wrong. | - | - | -
mn_notfound | 3707: The meeting number is not found. | 3707: The meeting number is not found. | - | -
role | 3708: Incorrect role. | 3708: Incorrect role. | - | -
other_acct | 3711: Cannot not host another meeting concurrently. | - | - | -
no_perm | 3713: No permission. | - | - | -
code200_shown_text | 200: Fail to join the meeting. | - | - | -
code124 | 200: Invalid access token | - | - | -
upgrade | 3000: We're sorry, The current sdk version doesn't support webinar | - | - | -
`;

export const BARE: ReadonlyMap<string, readonly string[]> = new Map(
  ROWS.trim()
    .split("\n")
    .map((row) => row.split(" | "))
    .map(([id = "", ...cells]) => [id, cells]),
);
