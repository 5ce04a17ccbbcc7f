export const signing = {
  signer: "签名人",
  role: "身份",
  time: "时间",
  meaningLabel: "签名含义",
  meaning: {
    authored: "书写",
    reviewed_and_approved: "审核",
    authored_and_approved: "书写并签发",
  },
  roleOf: {
    authored: "报告医师",
    reviewed_and_approved: "审核医师",
    authored_and_approved: "报告医师",
  },
  password: "再次输入您的登录密码",
  totp: "动态口令（6 位数字）",
  useTotp: "改用动态口令",
  usePassword: "改用密码",
  hint: "验证签名的是您本人；浏览器不会记住此项。",
  lockedUntil: "{{time}} 之后可以再试。文字已保存，不会丢失。",
} as const;
